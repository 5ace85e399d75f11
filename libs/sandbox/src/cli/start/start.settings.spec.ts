import { CommandError } from '../shell.js';
import type { Environment } from '../shell.js';
import type { StartFlags } from './start.settings.js';
import { readStartSettings } from './start.settings.js';

const optionsOf = (env: Environment, flags: StartFlags | null = null) =>
  readStartSettings(env, flags).options;

describe('what a sandbox is started with', () => {
  it('needs nothing to be set', () => {
    expect(optionsOf({})).toEqual({
      port: 4010,
      host: '127.0.0.1',
      publicUrl: undefined,
      apiKey: undefined,
      webhookSecret: undefined,
      webhookUrl: 'http://127.0.0.1:3000/webhooks/ovgc',
      seed: undefined,
      adminEmail: undefined,
      adminPassword: undefined,
      dataDir: undefined,
    });
  });

  it('knows where webhooks go when nobody says so: to the shop on this machine', () => {
    const url = 'http://127.0.0.1:3000/webhooks/ovgc';
    expect(readStartSettings({}, {}).shopWebhookUrl).toBe(url);
    expect(readStartSettings({ SHOP_PORT: '3100' }, {}).shopWebhookUrl).toContain(':3100/');
  });

  it('sends webhooks where WEBHOOK_URL says, or else to the shop’s port, unless a seed file or an earlier run may know better', () => {
    const WEBHOOK_URL = 'http://localhost:8080/hook';
    expect(optionsOf({ SHOP_PORT: '3100', WEBHOOK_URL }).webhookUrl).toBe(WEBHOOK_URL);
    expect(optionsOf({ SHOP_PORT: '3100' }).webhookUrl).toContain(':3100/');
    expect(optionsOf({ SHOP_PORT: '3100', DATA_DIR: 'data' }).webhookUrl).toContain(':3100/');
    expect(optionsOf({ SHOP_PORT: '3100', SEED_FILE: 'seed.json' }).webhookUrl).toBeUndefined();
    expect(optionsOf({ DATA_DIR: 'data' }).webhookUrl).toBeUndefined();
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = { SANDBOX_PORT: '', WEBHOOK_URL: '', OVGC_API_KEY: '', DATA_DIR: '', HOST: '' };
    expect(readStartSettings(empty, {})).toEqual(readStartSettings({}, {}));
  });

  it('leaves PUBLIC_URL to the shop', () => {
    expect(optionsOf({ PUBLIC_URL: 'http://shop' }).publicUrl).toBeUndefined();
    expect(optionsOf({ SANDBOX_PUBLIC_URL: 'http://pay' }).publicUrl).toBe('http://pay');
  });

  it('waits between the attempts of a webhook as WEBHOOK_RETRY_SCHEDULE says', () => {
    expect(optionsOf({}).retrySchedule).toBeUndefined();
    expect(optionsOf({ WEBHOOK_RETRY_SCHEDULE: '1s, 5s,2m' }).retrySchedule).toEqual([
      1_000, 5_000, 120_000,
    ]);
  });

  it('takes another card after a decline unless RETRY_AFTER_DECLINE or the command line says no', () => {
    const takes = (env: Environment, flags: StartFlags) => optionsOf(env, flags).retryAfterDecline;
    expect(takes({}, {})).toBeUndefined();
    expect(takes({}, { retryAfterDecline: true })).toBeUndefined();
    expect(takes({ RETRY_AFTER_DECLINE: 'true' }, {})).toBe(true);
    expect(takes({ RETRY_AFTER_DECLINE: 'false' }, { retryAfterDecline: true })).toBe(false);
    expect(takes({ RETRY_AFTER_DECLINE: 'true' }, { retryAfterDecline: false })).toBe(false);
    expect(() => takes({ RETRY_AFTER_DECLINE: 'no' }, {})).toThrow(/set it to true or false/);
  });

  it('is what the command line says, whatever the environment says', () => {
    const env = {
      SANDBOX_PORT: '1',
      HOST: 'a',
      WEBHOOK_URL: 'http://a',
      DATA_DIR: 'a',
      SEED_FILE: 'a',
    };
    const flags = { port: '2', host: 'b', webhookUrl: 'http://b', data: 'b', seed: 'b' };
    expect(optionsOf(env, flags)).toMatchObject({
      port: 2,
      host: 'b',
      webhookUrl: 'http://b',
      dataDir: 'b',
      seed: 'b',
    });
  });

  it('is called what it was given by, or can be given by', () => {
    const namesOf = (env: Environment, flags: StartFlags | null) =>
      readStartSettings(env, flags).names.port;
    expect(namesOf({}, null)).toBe('SANDBOX_PORT');
    expect(namesOf({}, {})).toBe('--port');
    expect(namesOf({ SANDBOX_PORT: '1' }, {})).toBe('SANDBOX_PORT');
    expect(namesOf({ SANDBOX_PORT: '1' }, { port: '2' })).toBe('--port');
  });

  it.each([
    [{ SANDBOX_PORT: '4010.5' }, {}, 'SANDBOX_PORT is "4010.5"'],
    [{ SANDBOX_PORT: '65536' }, {}, 'SANDBOX_PORT is "65536"'],
    [{ SANDBOX_PORT: '4020' }, { port: '' }, '--port is ""'],
    [{ SHOP_PORT: '-1' }, {}, 'SHOP_PORT is "-1"'],
    [{ WEBHOOK_URL: 'localhost:3000' }, {}, 'WEBHOOK_URL is "localhost:3000"'],
    [{ WEBHOOK_RETRY_SCHEDULE: '1s,later' }, {}, 'WEBHOOK_RETRY_SCHEDULE has "later"'],
    [{}, { webhookUrl: 'ftp://a' }, '--webhook-url is "ftp://a"'],
    [{}, { webhookUrl: '' }, '--webhook-url is ""'],
  ])('is refused with %j and %j', (env, flags, message) => {
    expect(() => readStartSettings(env, flags)).toThrow(CommandError);
    expect(() => readStartSettings(env, flags)).toThrow(message);
  });
});
