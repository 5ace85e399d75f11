import { readEnvironment, ShopEnvironmentError } from './shop.environment.js';

const OWN = { OVGC_API_KEY: 'key_0f5c2d97', OVGC_WEBHOOK_SECRET: 'whsec_b41e66d0_long' };

describe('the environment of the shop', () => {
  it('is complete without a single variable, and pays through the local sandbox', () => {
    expect(readEnvironment({})).toMatchObject({
      HOST: '127.0.0.1',
      SHOP_PORT: 3000,
      DATA_DIR: './data',
      publicUrl: 'http://127.0.0.1:3000',
      ovgcBaseUrl: 'http://127.0.0.1:4010/backend/api',
      sandboxUrl: 'http://127.0.0.1:4010',
      credentials: { apiKey: 'sandbox_api_key', webhookSecret: 'sandbox_webhook_secret' },
    });
  });

  it('follows the ports in the addresses that it makes up', () => {
    const environment = readEnvironment({ SHOP_PORT: '3001', SANDBOX_PORT: '4011' });
    expect(environment.publicUrl).toBe('http://127.0.0.1:3001');
    expect(environment.ovgcBaseUrl).toBe('http://127.0.0.1:4011/backend/api');
  });

  it('puts an IPv6 address in brackets', () => {
    expect(readEnvironment({ HOST: '::1' }).publicUrl).toBe('http://[::1]:3000');
  });

  it('keeps the addresses that it is given', () => {
    const environment = readEnvironment({
      PUBLIC_URL: 'https://prints.example.com',
      OVGC_BASE_URL: 'https://billing.ovgcpayments.com/backend/api',
      ...OWN,
    });
    expect(environment.publicUrl).toBe('https://prints.example.com');
    expect(environment.ovgcBaseUrl).toBe('https://billing.ovgcpayments.com/backend/api');
    expect(environment.sandboxUrl).toBeNull();
  });

  it.each([
    'https://billing.ovgcpayments.com/backend/api',
    'http://ovgc_sandbox:4010/backend/api',
    'http://localhost.example/',
  ])('has no credentials by default for another machine, %s', (baseUrl) => {
    const read = (given: object) => readEnvironment({ OVGC_BASE_URL: baseUrl, ...given });
    expect(() => read({})).toThrow(
      /^OVGC_API_KEY is missing: [^\n;]+; OVGC_WEBHOOK_SECRET is missing: [^\n]+$/,
    );
    expect(() => read({ OVGC_API_KEY: OWN.OVGC_API_KEY })).toThrow(/^OVGC_WEBHOOK_SECRET is/);
    expect(read(OWN).credentials).toEqual({
      apiKey: OWN.OVGC_API_KEY,
      webhookSecret: OWN.OVGC_WEBHOOK_SECRET,
    });
  });

  it.each(['http://127.0.0.1:4011/backend/api', 'http://localhost:4010', 'http://[::1]:4010'])(
    'has the sandbox’s credentials for this machine, %s',
    (baseUrl) => {
      expect(readEnvironment({ OVGC_BASE_URL: baseUrl }).credentials.apiKey).toBe(
        'sandbox_api_key',
      );
    },
  );

  it('ignores what is not its own', () => {
    expect(readEnvironment({ PATH: '/bin', shop_port: '1' })).toEqual(readEnvironment({}));
  });

  it.each([
    ['SHOP_PORT', '0', 'SHOP_PORT must be a port from 1 to 65535'],
    ['SHOP_PORT', '65536', 'SHOP_PORT must be a port from 1 to 65535'],
    ['SHOP_PORT', '30.5', 'SHOP_PORT must be a port from 1 to 65535'],
    ['SHOP_PORT', 'http', 'SHOP_PORT must be a port from 1 to 65535'],
    ['SHOP_PORT', '', 'SHOP_PORT must be a port from 1 to 65535'],
    ['SANDBOX_PORT', '-1', 'SANDBOX_PORT must be a port from 1 to 65535'],
    ['PUBLIC_URL', 'prints.example.com', 'PUBLIC_URL must be a URL such as http://127.0.0.1:3000'],
    ['OVGC_BASE_URL', 'ftp://x.com', 'OVGC_BASE_URL must be a URL such as http://127.0.0.1:3000'],
    ['OVGC_ALLOW_INSECURE_HTTP', 'yes', 'OVGC_ALLOW_INSECURE_HTTP must be true or false'],
    ['DATA_DIR', '', 'DATA_DIR must not be empty: leave it out to get the default'],
    ['OVGC_API_KEY', '', 'OVGC_API_KEY must not be empty: leave it out to get the default'],
  ])('refuses %s=%s', (name, value, message) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(new ShopEnvironmentError(message));
  });

  it('names everything that is wrong in one line', () => {
    expect(() => readEnvironment({ SHOP_PORT: 'a', DATA_DIR: '' })).toThrow(
      /^SHOP_PORT [^\n]+; DATA_DIR [^\n]+$/,
    );
  });
});
