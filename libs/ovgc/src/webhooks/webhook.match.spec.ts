import { intentRow, paymentRow } from '../../../../test/support/ledger.rows.js';
import { KnownOrders } from './webhook.match.js';
import type { WebhookIdentity } from './webhook.parser.js';

/** Orders A and B have payments; order C has no answer yet. */
const known = new KnownOrders([paymentRow('A'), paymentRow('B'), intentRow('C')]);

const match = (identity: Partial<WebhookIdentity>) =>
  known.match({ transactionIds: [], otherIds: [], orderUuids: [], ...identity });

describe('a webhook', () => {
  it.each<[string, Partial<WebhookIdentity>]>([
    ['its transaction', { transactionIds: ['invoice_A'] }],
    ['its transaction and an id that nobody knows', { transactionIds: ['invoice_A', 'x'] }],
    ['its transaction beside other ids', { transactionIds: ['invoice_A'], otherIds: ['evt_1'] }],
    ['its transaction under another name', { otherIds: ['evt_1', 'invoice_A'] }],
    ['its order alone', { orderUuids: ['A'] }],
    ['its order and an id that nobody knows', { otherIds: ['evt_1'], orderUuids: ['A'] }],
    ['its order and an order that nobody knows', { orderUuids: ['A', 'Z'] }],
    ['its transaction and its order', { transactionIds: ['invoice_A'], orderUuids: ['A'] }],
  ])('that names %s belongs to the payment', (_, identity) => {
    expect(match(identity)).toEqual({ kind: 'payment', payment: paymentRow('A') });
  });

  it.each<[string, Partial<WebhookIdentity>]>([
    ['two transactions', { transactionIds: ['invoice_A', 'invoice_B'] }],
    ['a transaction and another id', { transactionIds: ['invoice_A'], otherIds: ['invoice_B'] }],
    ['a transaction and another order', { transactionIds: ['invoice_A'], orderUuids: ['B'] }],
    [
      'a transaction and an order without one',
      { transactionIds: ['invoice_A'], orderUuids: ['C'] },
    ],
    ['an order and an unknown transaction', { transactionIds: ['invoice_Z'], orderUuids: ['A'] }],
  ])('that names %s is contradictory', (_, identity) => {
    expect(match(identity)).toMatchObject({
      kind: 'unrecognised',
      problem: { reason: 'contradictory' },
    });
  });

  it.each<[string, Partial<WebhookIdentity>, object[]]>([
    [
      'a transaction that nobody knows',
      { transactionIds: ['invoice_Z'], otherIds: ['evt_1'] },
      [{ kind: 'transaction', value: 'invoice_Z' }],
    ],
    [
      'a transaction, and an order that waits for its answer',
      { transactionIds: ['invoice_Z'], orderUuids: ['C'] },
      [{ kind: 'transaction', value: 'invoice_Z' }],
    ],
    [
      'an order that waits for its answer',
      { otherIds: ['evt_1'], orderUuids: ['C'] },
      [
        { kind: 'transaction', value: 'evt_1' },
        { kind: 'order', value: 'C' },
      ],
    ],
  ])('that names %s waits for it', (_, identity, candidates) => {
    expect(match(identity)).toEqual({ kind: 'unmatched', candidates });
  });
});
