import { readEnvironment } from './environment.js';

describe('the environment of the service', () => {
  it('needs nothing to be set', () => {
    expect(readEnvironment({})).toEqual({
      port: 4010,
      host: '127.0.0.1',
      publicUrl: undefined,
      apiKey: undefined,
      webhookSecret: undefined,
      webhookUrl: 'http://127.0.0.1:3000/webhooks/ovgc',
      dataDir: './data',
    });
  });

  it('sends webhooks to the shop’s port, or to where WEBHOOK_URL says', () => {
    expect(readEnvironment({ SHOP_PORT: '3100' }).webhookUrl).toContain(':3100/');
    const url = 'http://localhost:8080/hook';
    expect(readEnvironment({ SHOP_PORT: '3100', WEBHOOK_URL: url }).webhookUrl).toBe(url);
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = { SANDBOX_PORT: '', WEBHOOK_URL: '', OVGC_API_KEY: '', DATA_DIR: '', HOST: '' };
    expect(readEnvironment(empty)).toEqual(readEnvironment({}));
  });

  it('leaves PUBLIC_URL to the shop', () => {
    expect(readEnvironment({ PUBLIC_URL: 'http://shop' }).publicUrl).toBeUndefined();
    expect(readEnvironment({ SANDBOX_PUBLIC_URL: 'http://pay' }).publicUrl).toBe('http://pay');
  });

  it.each([
    [{ SANDBOX_PORT: '4010.5' }, 'SANDBOX_PORT is "4010.5"'],
    [{ SANDBOX_PORT: '65536' }, 'SANDBOX_PORT is "65536"'],
    [{ SHOP_PORT: '-1' }, 'SHOP_PORT is "-1"'],
    [{ WEBHOOK_URL: 'localhost:3000' }, 'WEBHOOK_URL is "localhost:3000"'],
  ])('is refused with %j', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(message);
  });
});
