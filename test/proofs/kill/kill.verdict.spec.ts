import { transactionOf } from '../../support/gateway.js';
import type { OrderPlan } from './kill.plan.js';
import { type OrderRecord, Promises } from './kill.promises.js';
import { brokenPromises, type Remains } from './kill.verdict.js';

const PLAN: OrderPlan = { webhooks: [], isEarly: false, gatewayMs: 0, failures: 0, slowMs: 0 };

const whole = { order: 'A', transaction: transactionOf('A'), status: 'Pending' };
const paid = { ...whole, status: 'Paid' };
const fulfilled = (key = 'key') =>
  (['fulfil', 'thank'] as const).map((handler) => ({ handler, order: 'A', key }));

/** What is held against a shop that has left this of order A. */
function heldAgainst(
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
  it('owes nothing to an order that nobody had an answer for', () => {
    const unanswered = () => undefined;
    expect(heldAgainst(unanswered, {})).toEqual([]);
    expect(heldAgainst(unanswered, { payments: [{ ...whole, transaction: null }] })).toEqual([]);
    expect(heldAgainst(unanswered, { payments: [whole] })).toEqual([]);
  });

  it('has kept its word when all that was acknowledged is there', () => {
    expect(heldAgainst(created, { payments: [whole] })).toEqual([]);
    const sold = { payments: [paid], handled: [...fulfilled(), ...fulfilled()] };
    expect(heldAgainst(succeeded, sold)).toEqual([]);
  });

  it.each<[string, Parameters<typeof heldAgainst>, RegExp]>([
    ['an order whose row is gone', [created, {}], /created was acknowledged/],
    [
      'an order whose transaction is gone',
      [created, { payments: [{ ...whole, transaction: null }] }],
      /created was acknowledged/,
    ],
    ['a success that is gone', [succeeded, { payments: [whole] }], /a success of it/],
    ['a success that nobody heard of', [succeeded, { payments: [paid] }], /under 0 keys/],
    [
      'a success that was heard of twice',
      [succeeded, { payments: [paid], handled: [...fulfilled(), ...fulfilled('other')] }],
      /under 2 keys/,
    ],
    [
      'a success that nobody sent',
      [created, { payments: [paid], handled: fulfilled() }],
      /out of nothing/,
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
    expect(heldAgainst(...given).join('\n')).toMatch(message);
  });
});
