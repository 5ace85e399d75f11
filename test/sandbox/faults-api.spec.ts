import { jest } from '@jest/globals';
import type { ApiFaultKind, DriftVariant, Sandbox } from 'ovgc-sandbox';
import { createSandbox, DRIFT_VARIANTS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { create, createBody, newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ webhookUrl: endpoint.url });
});
afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

const ORDER = 'ORDER-2026-0001';
const findPayment = () => sandbox.payments.findByOrder(ORDER);

/** Asks for a payment, and answers what came as it came. */
async function call(signal?: AbortSignal): Promise<{ status: number; text: string }> {
  const response = await fetch(`${sandbox.apiUrl}/payment-request-api`, {
    method: 'POST',
    body: JSON.stringify(createBody(sandbox)),
    ...(signal !== undefined && { signal }),
  });
  return { status: response.status, text: await response.text() };
}

const paymentComesAbout = async () => {
  while ((await findPayment()) === null) await new Promise(setImmediate);
};

/** What the seller's side sees of each fault. A kind that is not here does not compile. */
const SEEN: Readonly<Record<ApiFaultKind, [does: string, expectSo: () => Promise<void>]>> = {
  status: [
    'answers so, and processes nothing',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'status', status: 500 });
      const { httpStatus, body } = await create(sandbox);
      expect(httpStatus).toBe(500);
      expect(body).toEqual({ status: false, error: 'Internal server error' });
      expect(await findPayment()).toBeNull();
      expect((await create(sandbox)).httpStatus).toBe(200);
    },
  ],
  delay: [
    'holds back the answer, so that a webhook can overtake it',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'delay', delayMs: 400 });
      let answered = false;
      const answer = create(sandbox).finally(() => {
        answered = true;
      });
      await paymentComesAbout();
      await sandbox.pay(ORDER);
      await sandbox.idle();
      expect(endpoint.events()).toEqual(['payment.succeeded']);
      expect(answered).toBe(false);
      expect((await answer).body.transaction_id).toBe((await findPayment())?.transactionId);
    },
  ],
  timeout: [
    'processes it, and never answers',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'timeout' });
      await expect(call(AbortSignal.timeout(300))).rejects.toThrow('timeout');
      const payment = await findPayment();
      expect(payment).toMatchObject({ status: 'Pending' });
      expect((await create(sandbox)).body.transaction_id).toBe(payment?.transactionId);
    },
  ],
  drop: [
    'never answers, and processes nothing',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'drop' });
      await expect(call(AbortSignal.timeout(200))).rejects.toThrow('timeout');
      expect(await findPayment()).toBeNull();
    },
  ],
  reset: [
    'breaks the connection, and processes nothing',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'reset' });
      await expect(call()).rejects.toThrow('fetch failed');
      expect(await findPayment()).toBeNull();
    },
  ],
  lost_answer: [
    'processes it and closes the connection; asking again finds the payment',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'lost_answer' });
      await expect(call()).rejects.toThrow('fetch failed');
      const payment = await findPayment();
      expect(payment).toMatchObject({ status: 'Pending' });
      expect((await create(sandbox)).body.transaction_id).toBe(payment?.transactionId);
    },
  ],
  malformed: [
    'processes it, and half of the answer arrives',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'malformed' });
      const { status, text } = await call();
      expect(status).toBe(200);
      expect(text).toMatch(/^\{"status":true,/);
      expect(() => JSON.parse(text) as unknown).toThrow(/JSON/);
      expect(await findPayment()).not.toBeNull();
    },
  ],
  reorder: [
    'answers a create call only once the webhook of its payment was sent',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'reorder' });
      const order: string[] = [];
      const answer = create(sandbox).finally(() => order.push(`answer, ${endpoint.events()[0]}`));
      await paymentComesAbout();
      // Neither another call nor another payment's webhook is the one that it waits for.
      await newPayment(sandbox, 'ORDER-2');
      await sandbox.pay('ORDER-2');
      await sandbox.idle();
      expect(order).toEqual([]);
      await sandbox.pay(ORDER);
      expect((await answer).body.transaction_id).toBe((await findPayment())?.transactionId);
      expect(endpoint.events()).toHaveLength(2);
    },
  ],
  drift: [
    'processes it, and answers with other fields than those documented',
    async () => {
      sandbox.faults.add({ target: 'api', kind: 'drift', variant: 'nested' });
      const { body } = await create(sandbox);
      const transaction_id = (await findPayment())?.transactionId;
      expect(body).toEqual({ data: expect.objectContaining({ status: true, transaction_id }) });
    },
  ],
};

describe('a fault of a seller’s call', () => {
  it('`reorder`: answers after a minute when no webhook comes', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(ORDER);
    await sandbox.idle();
    sandbox.faults.add({ target: 'api', kind: 'reorder' });
    const clock = jest.useFakeTimers({ now: Date.now(), doNotFake: ['nextTick', 'setImmediate'] });
    try {
      let answered = false;
      const answer = create(sandbox).finally(() => {
        answered = true;
      });
      while (sandbox.faults.list().length > 0) await new Promise(setImmediate);
      await clock.advanceTimersByTimeAsync(59_000);
      expect(answered).toBe(false);
      await clock.advanceTimersByTimeAsync(1_000);
      expect((await answer).body.transaction_id).toBe(transactionId);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each(Object.entries(SEEN).map(([kind, [does, expectSo]]) => [kind, does, expectSo] as const))(
    '`%s`: %s',
    async (_kind, _does, expectSo) => expectSo(),
  );

  it('affects the lookup of a status as well', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(ORDER);
    const drifts: Partial<Record<DriftVariant, object>> = {
      nested: { data: { status: true, payment_status: 'Paid' } },
      status_title_case: { payment_status: 'Paid' },
      status_lower_case: { payment_status: 'paid' },
      status_snake_case: { payment_status: 'payment_succeeded' },
      renamed_id: { transactionId },
      extra_fields: { transaction_id: transactionId, currency: 'USD' },
    };
    for (const variant of DRIFT_VARIANTS) {
      const seen = drifts[variant];
      if (seen === undefined) continue;
      sandbox.faults.add({ target: 'api', kind: 'drift', variant });
      const response = await fetch(`${sandbox.apiUrl}/order-status/${transactionId}`, {
        headers: { 'x-api-key': sandbox.apiKey },
      });
      expect(await response.json()).toMatchObject(seen);
    }
  });

  it('spares the admin of the gateway, who is no seller', async () => {
    sandbox.faults.add({ target: 'api', kind: 'status', status: 503 });
    const admin = await fetch(`${sandbox.apiUrl}/admin/sellers`);
    expect(admin.status).not.toBe(503);
    expect((await create(sandbox)).httpStatus).toBe(503);
  });
});
