import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox, WebhookFaultKind } from 'ovgc-sandbox';
import { createSandbox, DRIFT_VARIANTS } from 'ovgc-sandbox';
import { eventually } from '../support/app.js';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await openEndpoint((response, { text }) => {
    // As a seller's endpoint should: what cannot be read or has a wrong secret is refused.
    response.statusCode = isRight(text) ? 200 : 401;
    response.end();
  });
  sandbox = await createSandbox({ webhookUrl: endpoint.url, webhookTimeoutMs: 400 });
});
afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

const ORDER = 'ORDER-2026-0001';

function isRight(text: string): boolean {
  try {
    const body = JSON.parse(text) as { webhook_secret?: string };
    return body.webhook_secret === sandbox.webhookSecret;
  } catch {
    return false;
  }
}

async function pay(order = ORDER): Promise<void> {
  await newPayment(sandbox, order);
  await sandbox.pay(order);
  await sandbox.idle();
}

/** What the next attempt brings, for a fault that makes the first one fail. */
async function nextAttemptDelivers(): Promise<void> {
  await sandbox.clock.advance('5s');
  expect(JSON.parse(endpoint.arrivals.at(-1)!.text)).toMatchObject({
    webhook_secret: sandbox.webhookSecret,
    payment_status: 'payment.succeeded',
  });
  expect(await sandbox.webhooks()).toMatchObject([{ state: 'delivered' }]);
}

/** An endpoint that tells how much of a body it got, and how that ended. */
async function openHalfwayEndpoint() {
  const seen: { got: string; promised: number; ended: string }[] = [];
  const server = createServer((request) => {
    const one = { got: '', promised: Number(request.headers['content-length']), ended: '' };
    seen.push(one);
    request.setEncoding('utf8').on('data', (text: string) => (one.got += text));
    request.on('end', () => (one.ended = 'whole')).on('error', () => (one.ended ||= 'broken off'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    seen,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function arrivesByHalf(kind: 'timeout' | 'reset', error: string): Promise<void> {
  await using halfway = await openHalfwayEndpoint();
  sandbox.setWebhookUrl(halfway.url);
  sandbox.faults.add({ target: 'webhook', kind });
  await pay();
  expect(await sandbox.webhooks()).toMatchObject([
    { state: 'pending', fault: kind, attempts: [{ status: null, error }] },
  ]);
  await eventually('the endpoint knows', () => halfway.seen[0]?.ended !== '');
  const [first] = halfway.seen;
  expect(first).toMatchObject({ ended: 'broken off' });
  expect(first?.got).toHaveLength(Math.floor(first!.promised / 2));
  sandbox.setWebhookUrl(endpoint.url);
  await nextAttemptDelivers();
}

/** What the shop's endpoint sees of each fault. A kind that is not here does not compile. */
const SEEN: Readonly<Record<WebhookFaultKind, [does: string, expectSo: () => Promise<void>]>> = {
  delay: [
    'leaves later, by the sandbox’s clock',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'delay', delayMs: 60_000 });
      await pay();
      expect(endpoint.arrivals).toHaveLength(0);
      await sandbox.clock.advance('61s');
      expect(endpoint.events()).toEqual(['payment.succeeded']);
      expect(await sandbox.webhooks()).toMatchObject([{ fault: 'delay', state: 'delivered' }]);
    },
  ],
  timeout: [
    'stalls half-way through its body until the attempt’s time is over, and comes again',
    () => arrivesByHalf('timeout', 'stalled halfway (fault)'),
  ],
  drop: [
    'never leaves, but a resend does',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'drop' });
      await pay();
      await sandbox.clock.advance('48h');
      expect(endpoint.arrivals).toHaveLength(0);
      const [entry] = await sandbox.webhooks();
      expect(entry).toMatchObject({ state: 'dropped', attempts: [], nextAttemptAt: null });
      expect(await sandbox.resend(entry!.id)).toMatchObject({ state: 'delivered' });
    },
  ],
  reset: [
    'breaks off half-way through its body, and comes again',
    () => arrivesByHalf('reset', 'connection reset halfway (fault)'),
  ],
  lost_answer: [
    'arrives, and comes again',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'lost_answer' });
      await pay();
      expect(endpoint.arrivals).toHaveLength(1);
      expect(await sandbox.webhooks()).toMatchObject([
        { state: 'pending', attempts: [{ status: null, error: 'answer lost (fault)' }] },
      ]);
      await nextAttemptDelivers();
      expect(endpoint.arrivals[1]?.text).toBe(endpoint.arrivals[0]?.text);
    },
  ],
  malformed: [
    'arrives by half, and comes again whole',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'malformed' });
      await pay();
      const text = endpoint.arrivals[0]?.text ?? '';
      expect(text).toMatch(/^\{"webhook_secret":/);
      expect(() => JSON.parse(text) as unknown).toThrow(/JSON/);
      await nextAttemptDelivers();
    },
  ],
  duplicate: [
    'arrives twice, the same bytes',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'duplicate' });
      await pay();
      expect(endpoint.arrivals).toHaveLength(2);
      expect(endpoint.arrivals[0]?.text).toBe(endpoint.arrivals[1]?.text);
      expect(await sandbox.webhooks()).toMatchObject([
        { state: 'delivered', attempts: [{ status: 200 }, { status: 200 }] },
      ]);
    },
  ],
  reorder: [
    'is held back until the next one was sent',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'reorder' });
      await newPayment(sandbox);
      await sandbox.pay(ORDER, '4000000000000002');
      await sandbox.idle();
      expect(endpoint.arrivals).toHaveLength(0);
      await sandbox.pay(ORDER);
      await sandbox.idle();
      expect(endpoint.events()).toEqual(['payment.succeeded', 'payment.declined']);
    },
  ],
  wrong_secret: [
    'carries another secret, and comes again with the right one',
    async () => {
      sandbox.faults.add({ target: 'webhook', kind: 'wrong_secret' });
      await pay();
      const { webhook_secret, ...rest } = JSON.parse(endpoint.arrivals[0]!.text) as {
        webhook_secret: string;
      };
      expect(webhook_secret).not.toBe(sandbox.webhookSecret);
      expect(rest).toMatchObject({ payment_status: 'payment.succeeded' });
      await nextAttemptDelivers();
    },
  ],
  drift: [
    'has other fields than those documented, in the log and in a resend, too',
    async () => {
      for (const variant of DRIFT_VARIANTS) {
        const order = `ORDER-${variant}`;
        sandbox.faults.add({ target: 'webhook', kind: 'drift', variant });
        await pay(order);
        const [entry] = await sandbox.webhooks({ limit: 1 });
        const arrived = endpoint.arrivals.at(-1)!.text;
        expect(JSON.parse(arrived)).not.toEqual(documented(entry!.transactionId));
        expect(JSON.stringify(entry!.body)).toBe(
          arrived.replace(sandbox.webhookSecret, '<your webhook signing secret>'),
        );
        await sandbox.resend(entry!.id);
        expect(endpoint.arrivals.at(-1)?.text).toBe(arrived);
        if (variant === 'order_uuid') expect(arrived).toContain(`"order_uuid":"${order}"`);
      }
    },
  ],
};

const documented = (transaction_id: string) => ({
  webhook_secret: sandbox.webhookSecret,
  success: true,
  transaction_id,
  customer_email: 'customer@example.com',
  payment_status: 'payment.succeeded',
});

describe('a fault of a webhook', () => {
  it.each(Object.entries(SEEN).map(([kind, [does, expectSo]]) => [kind, does, expectSo] as const))(
    '`%s`: %s',
    async (_kind, _does, expectSo) => expectSo(),
  );

  it('`delay`: lets two webhooks arrive in the wrong order', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'delay', delayMs: 1_000 });
    await newPayment(sandbox);
    await sandbox.pay(ORDER, '4000000000000002');
    await sandbox.pay(ORDER);
    await sandbox.idle();
    await sandbox.clock.advance('2s');
    expect(endpoint.events()).toEqual(['payment.succeeded', 'payment.declined']);
  });

  it('`reorder`: leaves after a minute if no other webhook comes', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'reorder' });
    await pay();
    await sandbox.clock.advance('59s');
    expect(endpoint.arrivals).toHaveLength(0);
    await sandbox.clock.advance('1s');
    expect(endpoint.events()).toEqual(['payment.succeeded']);
  });

  it.each(['malformed', 'wrong_secret'] as const)(
    '`%s`: affects the first attempt only, so a resend is whole and right',
    async (kind) => {
      sandbox.faults.add({ target: 'webhook', kind });
      await pay();
      const [entry] = await sandbox.webhooks();
      expect(await sandbox.resend(entry!.id)).toMatchObject({
        state: 'delivered',
        attempts: [{ status: 401 }, { status: 200, reason: 'resend' }],
      });
    },
  );

  it('affects one webhook each', async () => {
    sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    await pay();
    await pay('ORDER-2');
    expect(endpoint.arrivals).toHaveLength(1);
  });

  it('can be for one event of one order', async () => {
    sandbox.faults.add({
      target: 'webhook',
      kind: 'drop',
      count: 10,
      filter: { orderUuid: 'ORDER-2', event: 'payment.succeeded' },
    });
    for (const order of ['ORDER-1', 'ORDER-2']) {
      await newPayment(sandbox, order);
      await sandbox.pay(order, '4000000000000002');
      await sandbox.pay(order);
    }
    await sandbox.idle();
    expect(endpoint.events().toSorted()).toEqual([
      'payment.declined',
      'payment.declined',
      'payment.succeeded',
    ]);
  });
});
