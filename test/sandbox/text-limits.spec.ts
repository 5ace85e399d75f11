import { validate } from 'class-validator';
import fc from 'fast-check';
import { CreatePaymentRequestDto } from 'nestjs-ovgc';
import { createSandbox } from 'ovgc-sandbox';
import { readPaymentRequest } from '../../libs/sandbox/src/gateway-api/payment-request.body.js';
import { startApp } from '../support/app.js';

/** The fields with a limit, as the module and the gateway call them. */
const FIELDS = [
  ['orderUuid', 'order_uuid'],
  ['productTitle', 'product_title'],
  ['firstName', 'first_name'],
  ['lastName', 'last_name'],
] as const;

const request = {
  orderUuid: 'ORDER-1',
  totalAmount: '25.00',
  email: 'customer@example.com',
  successUrl: 'https://shop.example/1',
  cancelUrl: 'https://shop.example/1',
};
const body = {
  api_key: 'a-key',
  order_uuid: 'ORDER-1',
  total_amount: 25,
  email: 'customer@example.com',
  success_url: 'https://shop.example/1',
  cancel_url: 'https://shop.example/1',
};

async function moduleTakes(change: Partial<CreatePaymentRequestDto>): Promise<boolean> {
  const dto = Object.assign(new CreatePaymentRequestDto(), request, change);
  return (await validate(dto)).length === 0;
}

function sandboxTakes(change: Record<string, string>): boolean {
  try {
    readPaymentRequest({ ...body, ...change }, () => 'the seller');
    return true;
  } catch {
    return false;
  }
}

/** Pieces of text that are counted differently by those who count bytes, UTF-16 units or what one sees. */
const pieces = fc.constantFrom('a', 'é', 'e\u0301', '日', '😀', '❤\uFE0F', '👩\u200D🚀', '🇦🇹');

/** Texts of a length around a limit, in UTF-16 units, characters or bytes. */
const texts = (limit: number) =>
  fc
    .record({
      piece: pieces,
      length: fc.integer({ min: -2, max: 2 }),
      rest: fc.array(pieces, { maxLength: 3 }),
    })
    .chain(({ piece, length, rest }) =>
      fc
        .constantFrom(piece.length, Array.from(piece).length, Buffer.byteLength(piece))
        .map(
          (size) => piece.repeat(Math.max(1, Math.floor(limit / size) + length)) + rest.join(''),
        ),
    );

describe('the limits of a request’s texts', () => {
  it.each(FIELDS)('are the same in the module and in the sandbox: %s', async (ours, wire) => {
    const taken = new Set<boolean>();
    await fc.assert(
      fc.asyncProperty(texts(255), async (text) => {
        const isTaken = await moduleTakes({ [ours]: text });
        taken.add(isTaken);
        expect([text, sandboxTakes({ [wire]: text })]).toEqual([text, isTaken]);
        expect(isTaken).toBe(Array.from(text).length <= 255);
      }),
      { numRuns: 150 },
    );
    // Both answers occur, or the texts were nowhere near the limit.
    expect(taken.size).toBe(2);
  });

  it.each([
    ['successUrl', 'success_url'],
    ['cancelUrl', 'cancel_url'],
  ])('are the same for %s', async (ours, wire) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2_040, max: 2_090 }), async (length) => {
        const url = 'https://shop.example/'.padEnd(length, 'a');
        expect(sandboxTakes({ [wire]: url })).toBe(await moduleTakes({ [ours]: url }));
        expect(sandboxTakes({ [wire]: url })).toBe(length <= 2_048);
      }),
    );
  });

  it('leave no e-mail address that the module takes and the sandbox refuses', async () => {
    const local = fc.array(pieces, { minLength: 1, maxLength: 70 }).map((all) => all.join(''));
    const labels = fc.array(fc.integer({ min: 1, max: 63 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(local, labels, async (name, sizes) => {
        const email = `${name}@${sizes.map((size) => 'a'.repeat(size)).join('.')}.example`;
        const isTaken = await moduleTakes({ email });
        expect([email, !isTaken || sandboxTakes({ email })]).toEqual([email, true]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a payment whose texts are full of emoji', () => {
  it('is created, and keeps them whole', async () => {
    await using sandbox = await createSandbox();
    const app = await startApp({ baseUrl: sandbox.apiUrl, options: { apiKey: sandbox.apiKey } });
    const full = '😀'.repeat(255);
    const { transactionId } = await app.payments.createPaymentRequest({
      ...request,
      orderUuid: full,
      productTitle: full,
      firstName: full,
      lastName: full,
    });
    expect(await sandbox.payments.findByTransaction(transactionId)).toMatchObject({
      orderUuid: full,
      productTitle: full,
      firstName: full,
      lastName: full,
    });
    // It can be found by the whole of it, too.
    expect(await sandbox.payments.list({ search: full })).toHaveLength(1);
    await sandbox.pay(full);
    expect(await sandbox.payments.findByOrder(full)).toMatchObject({ status: 'Paid' });
    await app.close();
  });
});
