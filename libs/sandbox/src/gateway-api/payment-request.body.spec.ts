import { GatewayRefusal } from './gateway.refusal.js';
import { readPaymentRequest } from './payment-request.body.js';

const example = {
  api_key: 'a-key',
  order_uuid: 'ORDER-2026-0001',
  total_amount: 25.0,
  product_title: 'Premium Plan',
  email: 'customer@example.com',
  first_name: 'John',
  last_name: 'Doe',
  success_url: 'https://yoursite.com/success',
  cancel_url: 'https://yoursite.com/cancel',
};

function read(change: Record<string, unknown>) {
  return readPaymentRequest({ ...example, ...change }, (key) =>
    key === 'a-key' ? 'the seller' : null,
  );
}

function refusalOf(change: Record<string, unknown>): string {
  try {
    read(change);
  } catch (error) {
    if (error instanceof GatewayRefusal && error.httpStatus === 200) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the body of a create call', () => {
  it('is read whole', () => {
    expect(read({})).toMatchObject({
      seller: 'the seller',
      orderUuid: 'ORDER-2026-0001',
      email: 'customer@example.com',
      successUrl: 'https://yoursite.com/success',
      cancelUrl: 'https://yoursite.com/cancel',
      productTitle: 'Premium Plan',
      firstName: 'John',
      lastName: 'Doe',
    });
  });

  it('may leave out product and name', () => {
    const change = { product_title: undefined, first_name: null, last_name: '' };
    expect(read(change)).toMatchObject({ productTitle: null, firstName: null, lastName: null });
  });

  it.each([
    [{ api_key: undefined }, 'The api key field is required.'],
    [{ api_key: '  ' }, 'The api key field is required.'],
    [{ api_key: 12 }, 'The api key field must be a string.'],
    [{ api_key: 'another-key' }, 'The selected api key is invalid.'],
    [{ order_uuid: '' }, 'The order uuid field is required.'],
    [{ order_uuid: 7 }, 'The order uuid field must be a string.'],
    [{ order_uuid: [] }, 'The order uuid field is required.'],
    [{ order_uuid: ['a'] }, 'The order uuid field must be a string.'],
    [{ order_uuid: 'a\0b' }, 'The order uuid field format is invalid.'],
    [
      { order_uuid: 'x'.repeat(256) },
      'The order uuid field must not be greater than 255 characters.',
    ],
    [{ total_amount: null }, 'The total amount field is required.'],
    [{ total_amount: 'a lot' }, 'The total amount field must be a number.'],
    [{ total_amount: true }, 'The total amount field must be a number.'],
    [{ total_amount: '0x19' }, 'The total amount field must be a number.'],
    [{ total_amount: { value: 25 } }, 'The total amount field must be a number.'],
    [{ total_amount: '1e9999' }, 'The total amount field must be a number.'],
    [{ email: undefined }, 'The email field is required.'],
    [{ email: 'customer' }, 'The email field must be a valid email address.'],
    [{ email: 'a b@example.com' }, 'The email field must be a valid email address.'],
    [{ email: 'a@b@example.com' }, 'The email field must be a valid email address.'],
    [{ success_url: undefined }, 'The success url field is required.'],
    [{ success_url: '/success' }, 'The success url field must be a valid URL.'],
    [{ success_url: 'javascript:alert(1)' }, 'The success url field must be a valid URL.'],
    [{ cancel_url: undefined }, 'The cancel url field is required.'],
    [{ cancel_url: 'https://' }, 'The cancel url field must be a valid URL.'],
    [{ product_title: 1 }, 'The product title field must be a string.'],
    [{ first_name: {} }, 'The first name field must be a string.'],
    [{ last_name: false }, 'The last name field must be a string.'],
  ])('is refused with %j: %s', (change, error) => {
    expect(refusalOf(change)).toBe(error);
  });

  it.each(['order_uuid', 'product_title', 'first_name', 'last_name'])(
    'has %s of 255 characters at most, each emoji one of them',
    (field) => {
      expect(refusalOf({ [field]: '😀'.repeat(255) })).toBe('accepted');
      const error = `The ${field.replace('_', ' ')} field must not be greater than 255 characters.`;
      expect(refusalOf({ [field]: '😀'.repeat(256) })).toBe(error);
      // A heart, and the sign that makes it red.
      expect(refusalOf({ [field]: '❤\uFE0F'.repeat(128) })).toBe(error);
    },
  );

  it('is answered with the first error in the order of the documentation', () => {
    const without = (...fields: string[]) =>
      refusalOf(Object.fromEntries(fields.map((field) => [field, undefined])));
    expect(without('cancel_url', 'total_amount', 'email')).toContain('total amount');
    expect(without('cancel_url', 'success_url', 'email')).toContain('email');
    expect(without('last_name', 'cancel_url', 'success_url')).toContain('success url');
  });

  it.each([
    [25.0, '25'],
    ['25.00', '25'],
    [19.99, '19.99'],
    ['19.990', '19.99'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['+7', '7'],
    ['-3', '-3'],
    [1e21, '1e+21'],
  ])('has its amount read exactly from %j', (amount, exact) => {
    expect(read({ total_amount: amount }).amount.toString()).toBe(exact);
  });

  it('is not looked up on the prototype', () => {
    expect(() => readPaymentRequest(Object.create(example) as object as never, () => true)).toThrow(
      'The api key field is required.',
    );
  });
});
