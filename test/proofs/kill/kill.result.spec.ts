import { transactionOf } from '../../support/gateway.js';
import type { OrderPlan } from './kill.plan.js';
import { type OrderRecord, Promises } from './kill.promises.js';
import { brokenPromises, type Remains } from './kill.result.js';

const PLAN: OrderPlan = { webhooks: [], isEarly: false, gatewayMs: 0, failures: 0, slowMs: 0 };

const whole = { order: 'A', transaction: transactionOf('A'), status: 'Pending' };
const paid = { ...whole, status: 'Paid' };
const fulfilled = (key = 'key') =>
  (['fulfil', 'thank'] as const).map((handler) => ({ handler, order: 'A', key }));

/** The broken promises of a shop that has stored this of order A. */
function brokenBy(
  known: (record: OrderRecord) => unknown,
  remains: Partial<Remains>,
): readonly string[] {
  const promises = new Promises();
  promises.begin('A', PLAN);
  known(promises.of('A'));
  return brokenPromises(promises, { integrity: 'ok', payments: [], handled: [], ...remains });
}

const created = (record: OrderRecord) => {
  record.isCreated = true;
};
const succeeded = (record: OrderRecord) => {
  record.sent.add('succeeded');
  record.acknowledged.add('succeeded');
};

describe('a shop that was killed', () => {
  it('owes nothing to an order whose calls were not answered', () => {
    const unanswered = () => undefined;
    expect(brokenBy(unanswered, {})).toEqual([]);
    expect(brokenBy(unanswered, { payments: [{ ...whole, transaction: null }] })).toEqual([]);
    expect(brokenBy(unanswered, { payments: [whole] })).toEqual([]);
  });

  it('has kept its promises if everything acknowledged is stored', () => {
    expect(brokenBy(created, { payments: [whole] })).toEqual([]);
    const sold = { payments: [paid], handled: [...fulfilled(), ...fulfilled()] };
    expect(brokenBy(succeeded, sold)).toEqual([]);
  });

  it.each<[string, Parameters<typeof brokenBy>, RegExp]>([
    ['an order whose row is gone', [created, {}], /its create call was answered/],
    [
      'an order whose transaction is gone',
      [created, { payments: [{ ...whole, transaction: null }] }],
      /its create call was answered/,
    ],
    ['a success that is gone', [succeeded, { payments: [whole] }], /its success was acknowledged/],
    ['a success that no handler was called for', [succeeded, { payments: [paid] }], /with 0 keys/],
    [
      'a success that was handled twice',
      [succeeded, { payments: [paid], handled: [...fulfilled(), ...fulfilled('other')] }],
      /with 2 keys/,
    ],
    [
      'a success that nobody sent',
      [created, { payments: [paid], handled: fulfilled() }],
      /no success was sent/,
    ],
    [
      'another transaction',
      [created, { payments: [{ ...whole, transaction: 'other' }] }],
      /has the transaction other/,
    ],
    [
      'an order that it asked for again',
      [(record) => (record.askedAgain = 1), { payments: [whole] }],
      /asked for again/,
    ],
    [
      'an order that nobody made',
      [() => undefined, { payments: [whole, { ...whole, order: 'B' }] }],
      /B was never ordered/,
    ],
    ['a damaged ledger', [() => undefined, { integrity: 'row 7 missing' }], /row 7 missing/],
  ])('has broken it with %s', (_, given, message) => {
    expect(brokenBy(...given).join('\n')).toMatch(message);
  });
});
