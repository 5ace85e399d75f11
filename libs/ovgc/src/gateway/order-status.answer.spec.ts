import fc from 'fast-check';
import { readOrderStatusAnswer } from './order-status.answer.js';

const ID = 'invoice_67d2a3f8b12e1';
const ASKED = { transactionId: ID, orderUuid: 'ORDER-1' };
const read = (body: unknown, httpStatus = 200) =>
  readOrderStatusAnswer(httpStatus, JSON.stringify(body), ASKED);

describe('an answer to the order status call', () => {
  it.each([
    ['as the documentation spells it', { payment_status: 'Paid' }, 'Paid'],
    ['under another name', { status: 'Declined' }, 'Declined'],
    ['under data', { data: { payment_status: 'Expired' } }, 'Expired'],
    ['under data and another name', { data: { status: 'Pending' } }, 'Pending'],
    ['beside status: true', { status: true, data: { payment_status: 'Paid' } }, 'Paid'],
    ['as webhooks spell it', { payment_status: 'payment.succeeded' }, 'Paid'],
    ['in capital letters', { payment_status: 'PAYMENT_DECLINED' }, 'Declined'],
    ['twice, in two spellings', { status: 'paid', data: { payment_status: 'Paid' } }, 'Paid'],
    ['with the transaction', { transaction_id: ID, payment_status: 'Paid' }, 'Paid'],
    ['with the order', { order_uuid: ' ORDER-1 ', payment_status: 'Paid' }, 'Paid'],
    ['with the transaction as its id', { data: { id: ID, status: 'Paid' } }, 'Paid'],
    ['with spaces around it', { transaction_id: ` ${ID} `, payment_status: ' Paid' }, 'Paid'],
    ['with a number of its own', { transaction_id: ID, id: 17, payment_status: 'Paid' }, 'Paid'],
    ['with null under the other name', { payment_status: 'Paid', status: null }, 'Paid'],
    ['in the other spelling', { data: { transactionId: ID, paymentStatus: 'Paid' } }, 'Paid'],
    [
      'in the form of a webhook',
      { success: false, payment_status: 'payment.declined' },
      'Declined',
    ],
  ])('has a status %s', (_, body, status) => {
    expect(read(body)).toEqual({ kind: 'status', status });
  });

  it.each([
    ['names two statuses', { payment_status: 'Paid', status: 'Pending' }, /no single status/],
    ['names an unknown status', { payment_status: 'Refunded' }, /no single status/],
    ['names a known and an unknown one', { status: 'ok', payment_status: 'Paid' }, /no single/],
    [
      'is of another transaction',
      { transaction_id: 'x', payment_status: 'Paid' },
      /another transaction/,
    ],
    ['is of another order', { order_uuid: 'ORDER-2', payment_status: 'Paid' }, /another order/],
    [
      'is of another order, under data',
      { payment_status: 'Paid', data: { transaction_id: ID, orderUuid: 'ORDER-2' } },
      /another order/,
    ],
    ['has no status', { transaction_id: ID }, /no status/],
    ['has the envelope alone', { status: true, data: {} }, /no status/],
    ['is a refusal', { status: false, error: 'Not found', payment_status: 'Paid' }, /refused/],
    ['is a refusal under data', { data: { status: false, payment_status: 'Paid' } }, /refused/],
    ['is a refusal as a string', { status: 'false', payment_status: 'Paid' }, /refused/],
    ['says Paid and success: false', { success: false, payment_status: 'Paid' }, /success: false/],
    ['says so under data', { status: 'Paid', data: { success: 'false' } }, /success: false/],
    [
      'is of another transaction, in camel case',
      { transactionId: 'x', status: 'Paid' },
      /another transaction/,
    ],
    [
      'names two statuses in two spellings',
      { paymentStatus: 'Paid', status: 'Expired' },
      /no single/,
    ],
    ['is of another invoice', { data: { invoice_id: 'x' }, status: 'Paid' }, /another transaction/],
    ['has another id', { transaction_id: ID, id: 'x', status: 'Paid' }, /another transaction/],
    ['is a list', [{ payment_status: 'Paid' }], /not a JSON object/],
  ])('has no status to rely on when it %s', (_, body, reason) => {
    expect(read(body)).toEqual({
      kind: 'unknown',
      reason: expect.stringMatching(reason) as string,
      retryable: false,
    });
  });

  it.each([
    [404, false],
    [401, false],
    [302, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])('with HTTP %d has no status, and asking again may help: %p', (status, retryable) => {
    const answer = read({ payment_status: 'Paid' }, status);
    expect(answer).toEqual({ kind: 'unknown', reason: `HTTP ${status}`, retryable });
  });

  it('is never Paid unless it says Paid, for any JSON', () => {
    const word = fc.oneof(fc.constantFrom('Paid', 'Pending', true, false, null), fc.jsonValue());
    const fields = fc.record(
      { payment_status: word, status: word, transaction_id: fc.constantFrom(ID, 'other') },
      { requiredKeys: [] },
    );
    const body = fc.tuple(fields, fc.option(fields)).map(([top, data]) => ({ ...top, data }));
    fc.assert(
      fc.property(body, (given) => {
        const answer = read(given);
        if (answer.kind !== 'status' || answer.status !== 'Paid') return;
        const all = [given, given.data ?? {}].flatMap((one) => [one.payment_status, one.status]);
        expect(all.map((said) => JSON.stringify(said)?.toLowerCase())).toContain('"paid"');
        expect(all).not.toContain('Pending');
        expect(JSON.stringify(given)).not.toContain('other"');
      }),
      { numRuns: 2000 },
    );
  });
});
