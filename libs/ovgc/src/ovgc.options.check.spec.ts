import { resolveOptions } from './ovgc.options.check.js';
import {
  DeliveryOptions,
  OrderStatusOptions,
  type OvgcModuleOptions,
  OvgcOptions,
} from './ovgc.options.js';

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

  it.each([false, null, undefined])('take %p for the order status that is off', (orderStatus) => {
    const given = { ...REQUIRED, orderStatus } as OvgcModuleOptions;
    expect(resolveOptions(given).orderStatus).toBeUndefined();
  });

  it('take true for the order status with its defaults, beside those that are given', () => {
    const defaults = new OrderStatusOptions();
    expect(resolveOptions({ ...REQUIRED, orderStatus: true }).orderStatus).toEqual(defaults);
    const { orderStatus } = resolveOptions({ ...REQUIRED, orderStatus: { trustPaid: true } });
    expect(orderStatus).toEqual(Object.assign(defaults, { trustPaid: true }));
  });

  it.each([
    [{ orderStatus: 'true' }, 'orderStatus must be true, false, or an object'],
    [{ orderStatus: [] }, 'orderStatus must be true, false, or an object'],
    [{ orderStatus: { trustPaid: 'true' } }, 'orderStatus.trustPaid must be a boolean'],
    [{ orderStatus: { patienceMs: 1.5 } }, 'orderStatus.patienceMs must be an integer'],
    [{ orderStatus: { patienceMs: -1 } }, 'orderStatus.patienceMs must not be less than 0'],
    [{ orderStatus: { path: '/status' } }, 'hold {transaction_id}'],
    [{ orderStatus: { path: 'status/{transaction_id}' } }, 'orderStatus.path must begin with /'],
    [{ orderStatus: { pth: '/x' } }, 'orderStatus.pth is not an option'],
    [{ pruneAfterDays: '30' }, 'pruneAfterDays must be a number of days'],
    [{ pruneAfterDays: NaN }, 'pruneAfterDays must be a number of days'],
    [{ pruneAfterDays: 0.5 }, 'pruneAfterDays must not be less than 1'],
    [{ pruneAfterDays: 36_501 }, 'pruneAfterDays must not be greater than 36500'],
    [{ sweepEveryMs: 10.5 }, 'sweepEveryMs must be an integer'],
    [{ deliveries: [] }, 'deliveries must be an object'],
  ])('refuse %p and say what is wrong with it', (wrong, problem) => {
    const given = { ...REQUIRED, ...wrong } as unknown as OvgcModuleOptions;
    expect(() => resolveOptions(given)).toThrow(problem);
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
