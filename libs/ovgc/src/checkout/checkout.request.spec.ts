import fc from 'fast-check';
import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import type { CreatePaymentRequestDto } from '../payments/create-payment-request.dto.js';
import { checkRequest, differences, intentOf } from './checkout.request.js';

const good = {
  orderUuid: 'ORDER-2026-0001',
  totalAmount: 25,
  email: 'customer@example.com',
  successUrl: 'https://yoursite.com/success',
  cancelUrl: 'https://yoursite.com/cancel',
};

function problemsOf(request: unknown): readonly string[] {
  try {
    checkRequest(request as CreatePaymentRequestDto);
    return [];
  } catch (error) {
    if (error instanceof OvgcInvalidRequestError) return error.problems;
    throw error;
  }
}

function keptMetadata(metadata: Record<string, unknown>): unknown {
  return JSON.parse(intentOf(checkRequest({ ...good, metadata }), 'default', 0).metadata);
}

describe('a request that went through no pipe', () => {
  it('is checked all the same, and every wrong field is named', () => {
    const problems = problemsOf({ ...good, totalAmount: 0, email: 'nobody', orderUuid: '' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'orderUuid',
      'totalAmount',
      'email',
    ]);
  });

  it.each([undefined, null, {}, [], 'text', 7])('of %p is refused, not a crash', (request) => {
    expect(problemsOf(request)).toHaveLength(5);
  });

  it('may be any object with the right fields, and is not changed', () => {
    const request = Object.freeze({ ...good, metadata: Object.freeze({ basket: 7 }) });
    expect(intentOf(checkRequest(request), 'default', 7)).toEqual({
      account: 'default',
      orderUuid: 'ORDER-2026-0001',
      transactionId: null,
      url: null,
      status: 'Pending',
      amount: '25.00',
      email: 'customer@example.com',
      successUrl: 'https://yoursite.com/success',
      cancelUrl: 'https://yoursite.com/cancel',
      productTitle: null,
      firstName: null,
      lastName: null,
      metadata: '{"basket":7}',
      createdAt: 7,
      expiresAt: null,
      paidAt: null,
      updatedAt: 7,
      gatewayStatus: null,
      checkedAt: null,
    });
  });
});

describe('metadata', () => {
  it('is kept exactly as JSON carries it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (metadata) => {
        expect(keptMetadata(metadata)).toEqual(JSON.parse(JSON.stringify(metadata)));
      }),
    );
  });

  it('keeps keys that JavaScript has a meaning for', () => {
    const text = '{"constructor":"Ferrari","nested":{"constructor":1},"toString":"x"}';
    expect(keptMetadata(JSON.parse(text) as Record<string, unknown>)).toEqual(JSON.parse(text));
  });

  it('that contains itself is refused as a wrong field', () => {
    const metadata: Record<string, unknown> = {};
    metadata['self'] = metadata;
    expect(problemsOf({ ...good, metadata })).toEqual([
      'metadata must be a JSON object of at most 16384 bytes',
    ]);
  });

  it('that is nested deeply, but small, is kept', () => {
    const text = `{"deep":${'['.repeat(2000)}${']'.repeat(2000)}}`;
    expect(keptMetadata(JSON.parse(text) as Record<string, unknown>)).toEqual(JSON.parse(text));
  });

  it.each([
    ['a Date', new Date(0)],
    ['what turns into something else in JSON', { toJSON: () => 'text' }],
    ['what JSON leaves out', { toJSON: () => undefined }],
    ['a BigInt', { n: 1n }],
  ])('that is %s is refused: it would not come back as the object it is', (_, metadata) => {
    expect(problemsOf({ ...good, metadata })).toEqual([
      'metadata must be a JSON object of at most 16384 bytes',
    ]);
  });
});

describe('an order id', () => {
  it.each([
    ['a NUL', 'A\0B'],
    ['half a character', 'A\ud800'],
  ])('with %s in it is refused: a database would take two orders for one', (_, orderUuid) => {
    expect(problemsOf({ ...good, orderUuid })).toHaveLength(1);
  });
});

describe('the same order, asked for again', () => {
  const before = intentOf(checkRequest(good), 'default', 0);
  const again = (change: object) =>
    differences(intentOf(checkRequest({ ...good, ...change }), 'default', 9), before);

  it.each([{ totalAmount: '25.00' }, { totalAmount: 25.0 }, { productTitle: 'Another' }])(
    'is the same with %j',
    (change) => {
      expect(again(change)).toEqual([]);
    },
  );

  it('is another one with another amount or e-mail address', () => {
    expect(again({ totalAmount: 25.01 })).toEqual(['amount']);
    expect(again({ email: 'other@example.com' })).toEqual(['email']);
    expect(again({ totalAmount: 1, email: 'other@example.com' })).toEqual(['amount', 'email']);
  });
});
