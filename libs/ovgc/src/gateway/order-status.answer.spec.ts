import fc from 'fast-check';
import { readOrderStatusAnswer } from './order-status.answer.js';

const ID = 'invoice_67d2a3f8b12e1';
const read = (body: unknown, httpStatus = 200) =>
  readOrderStatusAnswer(httpStatus, JSON.stringify(body), ID);

describe('an answer to the order status call', () => {
  it.each([
    ['as the documentation words it', { payment_status: 'Paid' }, 'Paid'],
    ['under another name', { status: 'Declined' }, 'Declined'],
    ['under data', { data: { payment_status: 'Expired' } }, 'Expired'],
    ['under data and another name', { data: { status: 'Pending' } }, 'Pending'],
    ['beside an envelope', { status: true, data: { payment_status: 'Paid' } }, 'Paid'],
    ['as webhooks word it', { payment_status: 'payment.succeeded' }, 'Paid'],
    ['in other letters', { payment_status: 'PAYMENT_DECLINED' }, 'Declined'],
    ['twice, in two spellings', { status: 'paid', data: { payment_status: 'Paid' } }, 'Paid'],
    ['with the transaction', { transaction_id: ID, payment_status: 'Paid' }, 'Paid'],
    ['with nothing for the other', { payment_status: 'Paid', status: null }, 'Paid'],
    ['in the other spelling', { data: { transactionId: ID, paymentStatus: 'Paid' } }, 'Paid'],
    [
      'in the form of a webhook',
      { success: false, payment_status: 'payment.declined' },
      'Declined',
    ],
  ])('tells a status %s', (_, body, status) => {
    expect(read(body)).toEqual({ kind: 'status', status });
  });

  it.each([
    ['names two statuses', { payment_status: 'Paid', status: 'Pending' }, /no single status/],
    ['names one nobody knows', { payment_status: 'Refunded' }, /no single status/],
    ['names a known and an unknown one', { status: 'ok', payment_status: 'Paid' }, /no single/],
    ['is of another transaction', { transaction_id: 'x', payment_status: 'Paid' }, /another/],
    ['has no status', { transaction_id: ID }, /no status/],
    ['has the envelope alone', { status: true, data: {} }, /no status/],
    ['is a refusal', { status: false, error: 'Not found', payment_status: 'Paid' }, /refused/],
    ['is a refusal under data', { data: { status: false, payment_status: 'Paid' } }, /refused/],
    ['is a refusal in letters', { status: 'false', payment_status: 'Paid' }, /refused/],
    ['calls a success none', { success: false, payment_status: 'Paid' }, /no success/],
    ['calls it none under data', { status: 'Paid', data: { success: 'false' } }, /no success/],
    ['is of another, spelled otherwise', { transactionId: 'x', status: 'Paid' }, /another/],
    [
      'names two statuses in two spellings',
      { paymentStatus: 'Paid', status: 'Expired' },
      /no single/,
    ],
    ['is a list', [{ payment_status: 'Paid' }], /not a JSON object/],
  ])('tells nothing when it %s', (_, body, reason) => {
    expect(read(body)).toEqual({
      kind: 'untold',
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
  ])('with HTTP %d tells nothing, and asking again is worth it: %p', (status, retryable) => {
    const answer = read({ payment_status: 'Paid' }, status);
    expect(answer).toEqual({ kind: 'untold', reason: `HTTP ${status}`, retryable });
  });

  it('is never Paid unless it says so in so many words, whatever comes', () => {
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
