import fc from 'fast-check';
import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { checkPaymentPage, encodeCursor } from './payment.cursor.js';

function problemsOf(asked: object): readonly string[] {
  try {
    checkPaymentPage(asked);
    return [];
  } catch (error) {
    if (error instanceof OvgcInvalidRequestError) return error.problems;
    throw error;
  }
}

describe('a page', () => {
  it('is the first fifty of all payments when nothing is asked for', () => {
    expect(checkPaymentPage({})).toEqual({ filter: null, limit: 50, after: null });
  });

  it.each(['Pending', 'Paid', 'Declined', 'Expired'] as const)('can be of status %s', (status) => {
    expect(checkPaymentPage({ status })).toMatchObject({ filter: status });
  });

  it.each([1, 500])('can hold %d payments', (limit) => {
    expect(checkPaymentPage({ limit })).toMatchObject({ limit });
  });

  it.each([0, -1, 501, 1.5, NaN, Infinity, '10', null])('can’t hold %p payments', (limit) => {
    expect(problemsOf({ limit })).toEqual(['limit must be a whole number from 1 to 500']);
  });

  it.each(['paid', '', 'toString', null, 1])('can’t be of status %p', (status) => {
    expect(problemsOf({ status })).toEqual([
      'status must be one of Pending, Paid, Declined, Expired',
    ]);
  });

  it('names everything that is wrong at once', () => {
    expect(problemsOf({ status: 'x', limit: 0, cursor: 'x' })).toHaveLength(3);
  });
});

describe('a cursor', () => {
  it('leads back to the payment it was made from, and can stand in a URL as it is', () => {
    fc.assert(
      fc.property(
        fc.record({
          createdAt: fc.nat({ max: 8.64e15 }),
          orderUuid: fc.string({ unit: 'binary', minLength: 1 }),
        }),
        (end) => {
          const cursor = encodeCursor(end);
          expect(encodeURIComponent(cursor)).toBe(cursor);
          expect(checkPaymentPage({ cursor }).after).toEqual(end);
        },
      ),
    );
  });

  const encoded = (text: string) => Buffer.from(text).toString('base64url');

  it.each([
    '',
    'nonsense',
    encoded('null'),
    encoded('{}'),
    encoded('[]'),
    encoded('[1]'),
    encoded('["1","A"]'),
    encoded('[1,2]'),
    encoded('{"createdAt":1,"orderUuid":"A"}'),
    null,
    7,
    {},
  ])('that no page gave out is refused: %p', (cursor) => {
    expect(problemsOf({ cursor })).toEqual(['cursor must be the nextCursor of an earlier page']);
  });

  it('is never anything but read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.base64String(), fc.string()), (cursor) => {
        expect(problemsOf({ cursor }).length).toBeLessThan(2);
      }),
    );
  });
});
