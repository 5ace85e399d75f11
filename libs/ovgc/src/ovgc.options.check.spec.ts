import { readFileSync } from 'node:fs';
import { resolveOptions } from './ovgc.options.check.js';
import type { OvgcModuleOptions } from './ovgc.options.js';

const REQUIRED = { apiKey: 'key', webhookSecret: 'secret', ledger: 'memory' } as const;

// The defaults as the README has them, written down a second time.
const DELIVERIES = {
  concurrency: 10,
  timeoutMs: 300_000, // 5 min
  initialDelayMs: 1_000,
  maxDelayMs: 3_600_000, // 1 h
  maxRetryDurationMs: 259_200_000, // 72 h
  minAttempts: 10,
  leaseMs: 30_000,
  shutdownTimeoutMs: 10_000,
};
const ORDER_STATUS = {
  path: '/order-status/{transaction_id}',
  trustPaid: false,
  pendingTimeoutMs: 3_600_000, // 1 h
};
const DEFAULTS = {
  baseUrl: 'https://billing.ovgcpayments.com/backend/api',
  proxy: 'env',
  allowInsecureHttp: false,
  checkoutHosts: undefined,
  timeoutMs: 10_000,
  retries: 2,
  currency: undefined,
  expiryGraceMs: 300_000, // 5 min
  unmatchedAfterMs: 60_000,
  maxOpenWebhooks: 100_000,
  jobIntervalMs: 10_000,
  orderStatus: undefined,
  pruneAfterDays: undefined,
  clock: undefined,
  deliveries: DELIVERIES,
};

/** What is written in options, whatever class they are of. */
function plain(options: object | undefined): unknown {
  return { ...options };
}

describe('the options', () => {
  it('have the documented defaults for everything but the key, the secret and the ledger', () => {
    const options = resolveOptions(REQUIRED);
    const { apiKey, webhookSecret, proxy, deliveries } = options;
    const own = plain(options) as object;
    expect({
      ...own,
      apiKey,
      webhookSecret,
      proxy,
      deliveries: plain(deliveries),
    }).toStrictEqual({ ...REQUIRED, ...DEFAULTS, webhookSecret: ['secret'] });
  });

  it.each([
    ['option', { ...REQUIRED, ...DEFAULTS }],
    ['option of `deliveries`', DELIVERIES],
    ['option of `orderStatus`', ORDER_STATUS],
  ])('are the rows of the README, table "%s"', (title, options) => {
    const readme = readFileSync('libs/ovgc/README.md', 'utf8');
    const [, table = ''] = readme.split(new RegExp(`^\\| ${title} +\\|.*\n\\|[- |]+\n`, 'm'));
    const [rows = ''] = table.split('\n\n');
    const names = [...rows.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(names.toSorted()).toEqual(Object.keys(options).toSorted());
  });

  it('that are undefined have their defaults, at every depth', () => {
    const options = resolveOptions({
      ...REQUIRED,
      baseUrl: undefined,
      currency: undefined,
      timeoutMs: undefined,
      deliveries: { concurrency: undefined, maxRetryDurationMs: 7 },
    });
    expect(options).toMatchObject({ baseUrl: DEFAULTS.baseUrl, timeoutMs: DEFAULTS.timeoutMs });
    expect(plain(options.deliveries)).toStrictEqual({ ...DELIVERIES, maxRetryDurationMs: 7 });
  });

  it.each([false, null, undefined])('take %p for the order status that is off', (orderStatus) => {
    const given = { ...REQUIRED, orderStatus } as OvgcModuleOptions;
    expect(resolveOptions(given).orderStatus).toBeUndefined();
  });

  it('take true for the order status with its defaults, beside those that are given', () => {
    const of = (orderStatus: OvgcModuleOptions['orderStatus']) =>
      plain(resolveOptions({ ...REQUIRED, orderStatus }).orderStatus);
    expect(of(true)).toStrictEqual(ORDER_STATUS);
    expect(of({ trustPaid: true })).toStrictEqual({ ...ORDER_STATUS, trustPaid: true });
  });

  it.each([
    [{ orderStatus: 'true' }, 'orderStatus must be true, false, or an object'],
    [{ orderStatus: [] }, 'orderStatus must be true, false, or an object'],
    [{ orderStatus: { trustPaid: 'true' } }, 'orderStatus.trustPaid must be a boolean'],
    [{ orderStatus: { pendingTimeoutMs: 1.5 } }, 'orderStatus.pendingTimeoutMs must be an integer'],
    [
      { orderStatus: { pendingTimeoutMs: -1 } },
      'orderStatus.pendingTimeoutMs must not be less than 0',
    ],
    [{ orderStatus: { path: '/status' } }, 'hold {transaction_id}'],
    [{ orderStatus: { path: 'status/{transaction_id}' } }, 'orderStatus.path must begin with /'],
    [{ orderStatus: { pth: '/x' } }, 'orderStatus.pth is not an option'],
    [{ pruneAfterDays: '30' }, 'pruneAfterDays must be a number of days'],
    [{ pruneAfterDays: NaN }, 'pruneAfterDays must be a number of days'],
    [{ pruneAfterDays: 0.5 }, 'pruneAfterDays must not be less than 1'],
    [{ pruneAfterDays: 36_501 }, 'pruneAfterDays must not be greater than 36500'],
    [{ clock: 'noon' }, 'clock must be a function that returns a Date'],
    [{ clock: {} }, 'clock must be a function that returns a Date'],
    [{ clock: () => 'noon' }, 'clock must be a function that returns a Date'],
    [{ clock: () => new Date(NaN) }, 'clock must be a function that returns a Date'],
    [{ deliveries: { minAttempts: 0 } }, 'deliveries.minAttempts must not be less than 1'],
    [{ jobIntervalMs: 10.5 }, 'jobIntervalMs must be an integer'],
    [{ proxy: 'proxy.example:3128' }, "proxy must be 'env', false, or an http(s) URL"],
    [{ proxy: true }, "proxy must be 'env', false, or an http(s) URL"],
    [{ checkoutHosts: 'pay.example' }, 'checkoutHosts must be a list of hosts'],
    [{ checkoutHosts: [] }, 'checkoutHosts must be a list of hosts'],
    [{ checkoutHosts: ['https://pay.example'] }, 'checkoutHosts must be a list of hosts'],
    [{ checkoutHosts: ['a@pay.example'] }, 'checkoutHosts must be a list of hosts'],
    [{ checkoutHosts: ['pay.example', 7] }, 'checkoutHosts must be a list of hosts'],
    [{ deliveries: [] }, 'deliveries must be an object'],
  ])('refuse %p and say what is wrong with it', (wrong, problem) => {
    const given = { ...REQUIRED, ...wrong } as unknown as OvgcModuleOptions;
    expect(() => resolveOptions(given)).toThrow(problem);
  });

  it.each([() => new Date(), { now: () => new Date() }, null])(
    'take the clock %p as it is, so that whoever has it can turn it',
    (clock) => {
      const given = { ...REQUIRED, clock } as OvgcModuleOptions;
      expect(resolveOptions(given).clock).toBe(clock ?? undefined);
    },
  );

  it.each(['http://127.0.0.1:4010/backend/api', 'http://127.0.0.1:4010/backend/api//'])(
    'take the base URL %s, with or without a slash at its end',
    (baseUrl) => {
      expect(resolveOptions({ ...REQUIRED, baseUrl }).baseUrl).toBe(
        'http://127.0.0.1:4010/backend/api',
      );
    },
  );

  describe('for a gateway that is called by plain http', () => {
    const resolve = (baseUrl: string, others: Partial<OvgcModuleOptions> = {}) =>
      resolveOptions({ ...REQUIRED, baseUrl, ...others });

    it.each(['http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
      'take %s, which is this machine',
      (baseUrl) => {
        expect(resolve(baseUrl).baseUrl).toBe(baseUrl);
      },
    );

    it.each([
      'http://sandbox:4010',
      'http://ovgc_sandbox:4010/backend/api',
      'http://10.0.0.5',
      'http://billing.ovgcpayments.com',
    ])('take %s only if allowInsecureHttp is true', (baseUrl) => {
      expect(() => resolve(baseUrl)).toThrow(/plain http.+allowInsecureHttp: true/);
      expect(resolve(baseUrl, { allowInsecureHttp: true }).baseUrl).toBe(baseUrl);
    });

    it('take no other value for allowInsecureHttp than a boolean', () => {
      const others = { allowInsecureHttp: 'true' } as unknown as Partial<OvgcModuleOptions>;
      expect(() => resolve('http://sandbox:4010', others)).toThrow(
        'allowInsecureHttp must be a boolean',
      );
    });
  });

  it.each([
    'http://u:hunter2@127.0.0.1:4010',
    'https://u:hunter2@gateway.test',
    'https://u@g.test',
  ])('refuse the base URL %s, without showing its password', (baseUrl) => {
    const failing = () => resolveOptions({ ...REQUIRED, baseUrl });
    expect(failing).toThrow(/baseUrl contains a user or a password: remove them/);
    expect(failing).not.toThrow(/hunter2/);
  });

  it.each(['https://g.test/a b', 'https://g.test\n', 'https:\\\\g.test', 'https://', 7, {}])(
    'refuse the base URL %j',
    (baseUrl) => {
      const given = { ...REQUIRED, baseUrl } as unknown as OvgcModuleOptions;
      expect(() => resolveOptions(given)).toThrow('baseUrl must be an http(s) URL');
    },
  );

  describe('that the sandbox has by default, for everybody to read,', () => {
    const KEY = { apiKey: 'sandbox_api_key' };
    const SECRET = { webhookSecret: 'sandbox_webhook_secret' };
    const resolve = (baseUrl: string, others: Partial<OvgcModuleOptions>) =>
      resolveOptions({ ...REQUIRED, allowInsecureHttp: true, ...others, baseUrl });

    it.each([
      'http://127.0.0.1:4010',
      'https://localhost:4010',
      'http://sandbox:4010',
      'http://ovgc_sandbox:4010',
      'http://host.docker.internal:4010',
      'http://192.168.1.7:4010',
    ])('are taken for %s, a sandbox of one’s own', (baseUrl) => {
      expect(resolve(baseUrl, { ...KEY, ...SECRET })).toMatchObject(KEY);
    });

    it.each([
      'https://billing.ovgcpayments.com/backend/api',
      'http://billing.ovgcpayments.com/backend/api',
      'https://sandbox:4010',
      'https://10.0.0.5',
      'http://8.8.8.8',
    ])('are refused for %s', (baseUrl) => {
      expect(() => resolve(baseUrl, KEY)).toThrow(/apiKey is the sandbox's own/);
      expect(() => resolve(baseUrl, SECRET)).toThrow(/webhookSecret is the sandbox's own/);
      expect(() => resolve(baseUrl, { webhookSecret: ['new', SECRET.webhookSecret] })).toThrow(
        /webhookSecret is the sandbox's own/,
      );
      expect(resolve(baseUrl, {})).toMatchObject({ apiKey: 'key' });
    });

    it('are refused for the default gateway', () => {
      expect(() => resolveOptions({ ...REQUIRED, ...KEY, ...SECRET })).toThrow(
        /apiKey is the sandbox's own[^]+webhookSecret is the sandbox's own/,
      );
    });
  });
});
