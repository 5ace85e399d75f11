import { DeliveryOptions, OvgcOptions, resolveOptions } from './ovgc.options.js';

const REQUIRED = { apiKey: 'key', webhookSecret: 'secret', ledger: 'memory' } as const;

describe('the options', () => {
  it('have a default for everything but the key, the secret and the ledger', () => {
    expect(resolveOptions(REQUIRED)).toEqual(
      Object.assign(new OvgcOptions(), { ...REQUIRED, webhookSecret: ['secret'] }),
    );
  });

  it('that are undefined have their defaults, at every depth', () => {
    const options = resolveOptions({
      ...REQUIRED,
      baseUrl: undefined,
      currency: undefined,
      timeoutMs: undefined,
      deliveries: { concurrency: undefined, retryForMs: 7 },
    });
    expect(options.baseUrl).toBe(new OvgcOptions().baseUrl);
    expect(options.timeoutMs).toBe(10_000);
    expect(options.deliveries).toEqual(Object.assign(new DeliveryOptions(), { retryForMs: 7 }));
  });

  it.each(['http://127.0.0.1:4010/backend/api', 'http://127.0.0.1:4010/backend/api//'])(
    'take the base URL %s, with or without a slash at its end',
    (baseUrl) => {
      expect(resolveOptions({ ...REQUIRED, baseUrl }).baseUrl).toBe(
        'http://127.0.0.1:4010/backend/api',
      );
    },
  );
});
