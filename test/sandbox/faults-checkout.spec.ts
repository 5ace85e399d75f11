import type { CheckoutFaultKind, Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import { newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let checkoutUrl: string;

beforeEach(async () => {
  sandbox = await createSandbox();
  checkoutUrl = (await newPayment(sandbox)).url;
});
afterEach(() => sandbox.close());

const ORDER = 'ORDER-2026-0001';
const status = async () => (await sandbox.payments.findByOrder(ORDER))?.status;
const CARD = { number: '4242424242424242', expiry: '12/40', name: 'Ada Lovelace', code: '123' };

function pay(signal?: AbortSignal): Promise<Response> {
  return fetch(`${checkoutUrl}/pay`, {
    method: 'POST',
    body: new URLSearchParams(CARD),
    redirect: 'manual',
    ...(signal !== undefined && { signal }),
  });
}

/** What a customer's browser sees of each fault. A kind that is not here does not compile. */
const SEEN: Readonly<Record<CheckoutFaultKind, [does: string, expectSo: () => Promise<void>]>> = {
  status: [
    'answers so, and captures nothing',
    async () => {
      sandbox.faults.add({ target: 'checkout', kind: 'status', status: 503 });
      const response = await pay();
      expect(response.status).toBe(503);
      expect(await response.text()).toBe('503 Service Unavailable');
      expect(await status()).toBe('Pending');
      expect((await pay()).status).toBe(303);
    },
  ],
  delay: [
    'captures at once, and answers later',
    async () => {
      sandbox.faults.add({ target: 'checkout', kind: 'delay', delayMs: 400 });
      let answered = false;
      const answer = pay().finally(() => {
        answered = true;
      });
      while ((await status()) !== 'Paid') await new Promise(setImmediate);
      expect(answered).toBe(false);
      expect((await answer).status).toBe(303);
    },
  ],
  timeout: [
    'captures, and never answers',
    async () => {
      sandbox.faults.add({ target: 'checkout', kind: 'timeout' });
      await expect(pay(AbortSignal.timeout(300))).rejects.toThrow('timeout');
      expect(await status()).toBe('Paid');
    },
  ],
  drop: [
    'never answers, and captures nothing',
    async () => {
      sandbox.faults.add({ target: 'checkout', kind: 'drop' });
      await expect(pay(AbortSignal.timeout(200))).rejects.toThrow('timeout');
      expect(await status()).toBe('Pending');
    },
  ],
  reset: [
    'breaks the connection, and captures nothing',
    async () => {
      sandbox.faults.add({ target: 'checkout', kind: 'reset' });
      await expect(pay()).rejects.toThrow('fetch failed');
      expect(await status()).toBe('Pending');
    },
  ],
  lost_answer: [
    'captures, and the customer is never sent back; the page then says that it is paid',
    async () => {
      sandbox.faults.add({ target: 'checkout', kind: 'lost_answer' });
      // The page itself is not what it is for: nothing is processed by looking at it.
      expect((await fetch(checkoutUrl)).status).toBe(200);
      await expect(pay()).rejects.toThrow('fetch failed');
      expect(await status()).toBe('Paid');
      expect(await (await fetch(checkoutUrl)).text()).toContain('paid');
    },
  ],
  malformed: [
    'breaks the page off half-way, and a redirect arrives without its address',
    async () => {
      const whole = await (await fetch(checkoutUrl)).text();
      sandbox.faults.add({ target: 'checkout', kind: 'malformed', count: 2 });
      const half = await (await fetch(checkoutUrl)).text();
      expect(whole).toMatch(/<\/html>\s*$/);
      expect(half).not.toContain('</html>');
      expect(half.length / whole.length).toBeCloseTo(0.5, 1);
      const response = await pay();
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBeNull();
      expect(await status()).toBe('Paid');
    },
  ],
};

describe('a fault of a customer’s request', () => {
  it.each(Object.entries(SEEN).map(([kind, [does, expectSo]]) => [kind, does, expectSo] as const))(
    '`%s`: %s',
    async (_kind, _does, expectSo) => expectSo(),
  );

  it('spares the page’s styles and its question whether it is still open', async () => {
    sandbox.faults.add({ target: 'checkout', kind: 'status', status: 503 });
    const html = await (
      await fetch(checkoutUrl, { headers: { 'x-sandbox-fault': 'delay=1' } })
    ).text();
    const style = /href="([^"]+\.css)"/.exec(html)?.[1] ?? '';
    expect((await fetch(sandbox.url + style)).status).toBe(200);
    expect((await fetch(`${checkoutUrl}/state`)).status).toBe(200);
    expect((await fetch(checkoutUrl)).status).toBe(503);
  });

  it('can be for one order, or one of the forms', async () => {
    const other = await newPayment(sandbox, 'ORDER-2');
    sandbox.faults.add({
      target: 'checkout',
      kind: 'status',
      status: 503,
      filter: { orderUuid: 'ORDER-2', path: '/pay' },
    });
    expect((await fetch(other.url)).status).toBe(200);
    expect((await pay()).status).toBe(303);
    expect(await sandbox.pay('ORDER-2')).toMatchObject({ status: 503 });
  });

  it('affects an address behind which there is no payment', async () => {
    sandbox.faults.add({ target: 'checkout', kind: 'status', status: 503 });
    expect((await fetch(`${sandbox.url}/checkout/nobodys`)).status).toBe(503);
  });
});
