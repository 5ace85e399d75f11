import fc from 'fast-check';
import { checkSecret, takeSecret } from './webhook.secret.js';

const secrets = ['whsec_new_b41e66d0', 'whsec_old'];

describe('a secret', () => {
  it.each(secrets)('is right when it is any of the account’s: %s', (given) => {
    expect(checkSecret(given, secrets)).toBe('right');
    expect(checkSecret(` ${given}\n`, secrets)).toBe('right');
  });

  it.each([undefined, null, ''])('is missing when it is %p', (given) => {
    expect(checkSecret(given, secrets)).toBe('missing');
  });

  it.each<[string, unknown]>([
    ['another', 'whsec_other'],
    ['another of the same length', 'whsec_olD'],
    ['a longer one', 'whsec_old_and_more'],
    ['a shorter one', 'whsec'],
    ['one character', 'w'],
    ['very long', 'w'.repeat(100_000)],
    ['in capitals', 'WHSEC_OLD'],
    ['with a space inside it', 'whsec _old'],
    ['of both', 'whsec_new_b41e66d0,whsec_old'],
    ['an operator', { $ne: 1 }],
    ['an array of the right one', ['whsec_old']],
    ['an array of all of them', secrets],
    ['what turns into the right one', { toString: () => 'whsec_old' }],
    ['true', true],
    ['a number', 0],
    ['an object', {}],
  ])('is wrong when it is %s', (_, given) => {
    expect(checkSecret(given, secrets)).toBe('wrong');
  });

  it('is right exactly when it is one of the list, with or without spaces around it', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        // The options refuse a secret with spaces around it.
        fc.array(
          fc.string({ minLength: 1 }).filter((text) => text !== '' && text === text.trim()),
          { minLength: 1 },
        ),
        fc.nat(),
        (other, list, i) => {
          const right = list[i % list.length];
          expect(checkSecret(right, list)).toBe('right');
          const isOne = list.some((one) => typeof other === 'string' && one === other.trim());
          expect(checkSecret(other, list) === 'right').toBe(isOne);
          expect(checkSecret(`${list.join('')}x`, list)).toBe('wrong');
        },
      ),
    );
  });

  it('is never right where the account has none', () => {
    expect(checkSecret('whsec_old', [])).toBe('wrong');
    expect(checkSecret('', [])).toBe('missing');
  });
});

describe('taking the secret', () => {
  it.each([
    ['at the top', { webhook_secret: 's', a: 1 }],
    ['under data', { a: 1, data: { webhook_secret: 's' } }],
    ['in camelCase', { webhookSecret: 's', a: 1 }],
    [
      'at the top, and another spelling in a list',
      { webhook_secret: 's', a: [{ Webhook_Secret: 's' }] },
    ],
    [
      'at the top, and in data.data',
      { webhook_secret: 's', data: { data: { webhookSecret: 's' } } },
    ],
    ['at every place', { webhook_secret: 's', webhookSecret: 's', data: { webhook_secret: 's' } }],
  ])('finds it %s and leaves none behind', (_, body: object) => {
    expect(takeSecret({ body })).toBe('s');
    expect(JSON.stringify(body)).not.toContain('"s"');
  });

  it.each<[string, unknown, unknown]>([
    ['a list', [{ webhook_secret: 's', a: 1 }], [{ a: 1 }]],
    ['another casing', { WEBHOOK_SECRET: 's' }, {}],
    ['another spelling', { 'Webhook-Secret ': 's' }, {}],
    ['a text', '{"webhook_secret":"s"}', undefined],
    ['bytes', Buffer.from('{"webhook_secret":"s"}'), undefined],
  ])('accepts none from %s, and leaves none behind', (_, body, left) => {
    const request = { body };
    expect(takeSecret(request)).toBeUndefined();
    expect(request.body).toEqual(left);
  });

  it('leaves none behind in a body that is nested twenty thousand deep', () => {
    const deep = `${'{"a":'.repeat(20_000)}{"webhook_secret":"s"}${'}'.repeat(20_000)}`;
    const body: unknown = JSON.parse(deep);
    takeSecret({ body });
    let inner = body as { a?: object };
    while (inner.a !== undefined) inner = inner.a;
    expect(inner).toEqual({});
  });

  it('leaves the rest of the body alone', () => {
    const body = { webhook_secret: 's', success: true, data: { webhook_secret: 's', b: [2] } };
    takeSecret({ body });
    expect(body).toEqual({ success: true, data: { b: [2] } });
  });

  it('prefers what is documented to any other place', () => {
    const body = { data: { webhook_secret: 'inner' }, webhook_secret: 'outer' };
    expect(takeSecret({ body })).toBe('outer');
  });

  it('gives the same again when it is done again', () => {
    const request = { body: { webhook_secret: 's' } };
    expect([takeSecret(request), takeSecret(request), takeSecret(request)]).toEqual([
      's',
      's',
      's',
    ]);
    expect(request).toEqual({ body: {} });
  });

  it('gives the same again when the body was replaced in between', () => {
    const request: { body: object } = { body: { webhook_secret: 's', a: 1 } };
    takeSecret(request);
    request.body = { ...request.body };
    expect(takeSecret(request)).toBe('s');
  });

  it('leaves no raw body behind', () => {
    const request = {
      body: { webhook_secret: 's' },
      rawBody: Buffer.from('{"webhook_secret":"s"}'),
    };
    takeSecret(request);
    expect(request).toEqual({ body: {} });
  });

  it('gives it for the request it came in and for no other', () => {
    takeSecret({ body: { webhook_secret: 's' } });
    expect(takeSecret({})).toBeUndefined();
  });

  it.each([{ $ne: 1 }, ['s'], 7, null, ''])('takes it as it stands, even %p', (secret) => {
    const request = { body: { webhook_secret: secret } };
    expect(takeSecret(request)).toEqual(secret);
    expect(takeSecret(request)).toEqual(secret);
    expect(request).toEqual({ body: {} });
  });

  it.each([undefined, null, 7, 'webhook_secret', [], [{ webhook_secret: 's' }], {}])(
    'finds none in %p',
    (body) => {
      expect(takeSecret({ body })).toBeUndefined();
    },
  );

  it('takes none from a prototype', () => {
    const body: unknown = JSON.parse('{"__proto__":{"webhook_secret":"s"}}');
    expect(takeSecret({ body })).toBeUndefined();
  });
});
