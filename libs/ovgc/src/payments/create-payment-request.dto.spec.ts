import { BadRequestException, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { CreatePaymentRequestDto } from './create-payment-request.dto.js';

const pipe = new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });

const good = {
  orderUuid: 'ORDER-2026-0001',
  totalAmount: 25,
  email: 'customer@example.com',
  successUrl: 'https://yoursite.com/success',
  cancelUrl: 'https://yoursite.com/cancel',
};

function pass(body: unknown): Promise<CreatePaymentRequestDto> {
  return pipe.transform(body, { type: 'body', metatype: CreatePaymentRequestDto });
}

async function problemsOf(body: unknown): Promise<readonly string[]> {
  try {
    await pass(body);
    return [];
  } catch (error) {
    if (!(error instanceof BadRequestException)) throw error;
    return (error.getResponse() as { message: string[] }).message;
  }
}

describe('CreatePaymentRequestDto in a ValidationPipe', () => {
  it('takes what the gateway requires, and nothing more', async () => {
    const dto = await pass(good);
    expect(dto).toBeInstanceOf(CreatePaymentRequestDto);
    expect(Object.assign({}, dto)).toEqual(good);
  });

  it('takes every field, and leaves each as it came', async () => {
    const full = {
      ...good,
      totalAmount: '19.90',
      productTitle: 'Premium Plan',
      firstName: 'John',
      lastName: 'Doe',
      metadata: {
        basket: { lines: [{ sku: 'A', n: 1 }] },
        note: null,
        tags: ['a', 'b'],
        vip: true,
      },
    };
    expect(Object.assign({}, await pass(full))).toEqual(full);
  });

  it.each([
    'http://localhost:3000/orders/1',
    'http://127.0.0.1/paid',
    'https://shop.example/a?b=c#d',
  ])('takes %s to send the customer to', async (url) => {
    expect(await problemsOf({ ...good, successUrl: url, cancelUrl: url })).toEqual([]);
  });

  it.each(['successUrl', 'cancelUrl'])(
    'takes 2,048 characters of %s, and no more',
    async (field) => {
      const url = (length: number) => 'https://shop.example/'.padEnd(length, 'a');
      expect(await problemsOf({ ...good, [field]: url(2_048) })).toEqual([]);
      expect(await problemsOf({ ...good, [field]: url(2_049) })).toEqual([
        `${field} must be shorter than or equal to 2048 characters`,
      ]);
    },
  );

  it.each(['orderUuid', 'totalAmount', 'email', 'successUrl', 'cancelUrl'])(
    'asks for %s by its name when it is missing',
    async (field) => {
      const problems = await problemsOf({ ...good, [field]: undefined });
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.filter((problem) => !problem.startsWith(`${field} `))).toEqual([]);
    },
  );

  it.each<readonly [keyof CreatePaymentRequestDto, unknown]>([
    ['orderUuid', ''],
    ['orderUuid', 7],
    ['orderUuid', ['A']],
    ['orderUuid', { $ne: 1 }],
    ['totalAmount', 0],
    ['totalAmount', -5],
    ['totalAmount', 19.999],
    ['totalAmount', '1e3'],
    ['totalAmount', ' 5'],
    ['totalAmount', ''],
    ['totalAmount', [5]],
    ['totalAmount', null],
    ['email', 'nobody'],
    ['email', ['a@example.com']],
    ['email', 'a@example.com, b@example.com'],
    ['successUrl', '/success'],
    ['successUrl', 'yoursite.com/success'],
    ['successUrl', 'javascript:alert(1)'],
    ['successUrl', 'ftp://yoursite.com/success'],
    ['cancelUrl', 'data:text/html,hello'],
    ['cancelUrl', 'https://'],
    ['cancelUrl', 7],
    ['productTitle', 7],
    ['firstName', { length: 1 }],
    ['lastName', ['Doe']],
    ['metadata', 'text'],
    ['metadata', 7],
    ['metadata', ['a']],
  ])('refuses %s %j, and speaks of that field alone', async (field, value) => {
    const problems = await problemsOf({ ...good, [field]: value });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.filter((problem) => !problem.startsWith(`${field} `))).toEqual([]);
  });

  it.each(['orderUuid', 'productTitle', 'firstName', 'lastName'])(
    'takes 255 characters of %s, and no more, and counts an emoji as one',
    async (field) => {
      const tooLong = [`${field} must be shorter than or equal to 255 characters`];
      expect(await problemsOf({ ...good, [field]: '😀'.repeat(255) })).toEqual([]);
      expect(await problemsOf({ ...good, [field]: '😀'.repeat(256) })).toEqual(tooLong);
      // A heart, and the sign that makes it red.
      expect(await problemsOf({ ...good, [field]: '❤\uFE0F'.repeat(128) })).toEqual(tooLong);
      expect(await problemsOf({ ...good, [field]: 'A'.repeat(255) })).toEqual([]);
      expect(await problemsOf({ ...good, [field]: 'A'.repeat(256) })).toEqual([
        `${field} must be shorter than or equal to 255 characters`,
      ]);
    },
  );

  it('says of an amount what is wrong with it', async () => {
    expect(await problemsOf({ ...good, totalAmount: 19.999 })).toEqual([
      'totalAmount must not have more than two decimals: round it before charging it',
    ]);
  });

  it('takes metadata of exactly 16 KiB', async () => {
    const note = 'A'.repeat(16 * 1024 - '{"note":""}'.length);
    expect(await problemsOf({ ...good, metadata: { note } })).toEqual([]);
    expect(await problemsOf({ ...good, metadata: { note: `${note}A` } })).toEqual([
      'metadata must be a JSON object of at most 16384 bytes',
    ]);
  });

  it('refuses a field that it does not know', async () => {
    expect(await problemsOf({ ...good, total_amount: 1 })).toEqual([
      'property total_amount should not exist',
    ]);
  });

  it.each([null, undefined, [], 'text', 7])('refuses a body that is %p', async (body) => {
    expect((await problemsOf(body)).length).toBeGreaterThan(0);
  });
});

describe('the document that @nestjs/swagger makes of a request', () => {
  it('shows every property that is validated, and which of them are required', () => {
    const rules = getMetadataStorage().getTargetValidationMetadatas(
      CreatePaymentRequestDto,
      '',
      false,
      false,
    );
    const optional = new Set(
      rules.filter(({ name }) => name === 'isOptional').map(({ propertyName }) => propertyName),
    );
    const expected = [...new Set(rules.map(({ propertyName }) => propertyName))].map((name) => [
      name,
      expect.objectContaining({ required: !optional.has(name) }),
    ]);
    expect(expected).toHaveLength(9);
    expect(CreatePaymentRequestDto['_OPENAPI_METADATA_FACTORY']()).toEqual(
      Object.fromEntries(expected),
    );
  });
});
