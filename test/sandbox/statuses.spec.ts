import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { newPayment, statusOf } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ webhookUrl: endpoint.url });
});
afterAll(async () => {
  await sandbox.close();
  await endpoint.close();
});

/** `payment_status` of the webhooks that arrived for a transaction. */
function eventsOf(transactionId: string): string[] {
  return endpoint.arrivals
    .map(({ text }) => JSON.parse(text) as { transaction_id: string; payment_status: string })
    .filter(({ transaction_id }) => transaction_id === transactionId)
    .map(({ payment_status }) => payment_status);
}

/** What customers and time do to a payment. */
const happenings = {
  pay: (id: string) => sandbox.pay(id),
  payTwice: (id: string) => Promise.all([sandbox.pay(id), sandbox.pay(id)]),
  decline: (id: string) => sandbox.pay(id, TEST_CARDS.declined),
  payAndDecline: (id: string) =>
    Promise.all([sandbox.pay(id), sandbox.pay(id, TEST_CARDS.insufficientFunds)]),
  payAndCancel: (id: string) => Promise.all([sandbox.pay(id), sandbox.cancel(id)]),
  cancel: (id: string) => sandbox.cancel(id),
  wait: () => sandbox.clock.advance('12m'),
  payAsTheWindowEnds: (id: string) => Promise.all([sandbox.pay(id), sandbox.clock.advance('30m')]),
} as const;

/** The statuses that a payment may be seen to go through; repeats are left out. */
const COURSES = [
  ['Pending'],
  ['Pending', 'Paid'],
  ['Pending', 'Declined'],
  ['Pending', 'Declined', 'Paid'],
  ['Pending', 'Expired'],
].map((course) => course.join(' '));

describe('a payment, whatever its customer and the clock do', () => {
  it('is captured at most once, never leaves Paid, and has one webhook for each new status', async () => {
    const names = fc.constantFrom(...(Object.keys(happenings) as (keyof typeof happenings)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(names, { maxLength: 6 }), async (course) => {
        const { transactionId } = await newPayment(sandbox, randomUUID());
        const seen = ['Pending'];
        for (const name of course) {
          await happenings[name](transactionId);
          await sandbox.idle();
          const status = await statusOf(sandbox, transactionId);
          const events = eventsOf(transactionId);
          // Two things at once may take a payment over Declined to Paid: the webhooks tell.
          if (seen.at(-1) === 'Pending' && status === 'Paid' && events.length === 2) {
            seen.push('Declined');
          }
          if (seen.at(-1) !== status) seen.push(status);
        }
        expect(COURSES).toContain(seen.join(' '));
        const expected = seen
          .slice(1)
          .map((status) => (status === 'Paid' ? 'payment.succeeded' : 'payment.declined'));
        expect(eventsOf(transactionId).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('captures one of twenty payments at the same instant, and says so once', async () => {
    const { transactionId } = await newPayment(sandbox, randomUUID());
    const answers = await Promise.all(Array.from({ length: 20 }, () => sandbox.pay(transactionId)));
    await sandbox.idle();
    expect(new Set(answers.map(({ location }) => location))).toEqual(
      new Set(['https://yoursite.com/success']),
    );
    expect(eventsOf(transactionId)).toEqual(['payment.succeeded']);
  });
});
