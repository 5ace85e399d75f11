import { SandboxOptionsError } from './sandbox.errors.js';
import type { CreateSandboxOptions } from './sandbox.options.js';
import { SandboxOptions } from './sandbox.options.js';

describe('the sandbox’s options', () => {
  it('all have a default', () => {
    expect(new SandboxOptions({})).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      apiKey: 'sandbox_api_key',
      webhookSecret: 'sandbox_webhook_secret',
      webhookUrl: null,
      minimumAmount: '1.00',
      gatewayActive: true,
      seed: null,
      setByHand: new Set(),
      adminEmail: 'admin@sandbox.test',
      adminPassword: 'sandbox',
      retryAfterDecline: true,
      retrySchedule: [5e3, 30e3, 120e3, 600e3, 3600e3, 21_600e3, 86_400e3],
      webhookTimeoutMs: 15_000,
      dataDir: null,
    });
  });

  it('know which of the default seller’s were set by hand', () => {
    const options = new SandboxOptions({
      webhookUrl: null,
      minimumAmount: '1.00',
      apiKey: undefined,
      port: 0,
    });
    expect([...options.setByHand]).toEqual(['webhookUrl', 'minimumAmount']);
  });

  it('take amounts and waits in either form', () => {
    const options = new SandboxOptions({ minimumAmount: 0.5, retrySchedule: ['1s', 20] });
    expect(options).toMatchObject({ minimumAmount: '0.50', retrySchedule: [1_000, 20] });
  });

  it('know the public URL once the sandbox listens, unless it was given', () => {
    const options = new SandboxOptions({});
    expect(() => options.publicUrl).toThrow('does not listen yet');
    options.listeningAt('http://127.0.0.1:4010');
    expect(options.publicUrl).toBe('http://127.0.0.1:4010');

    const given = new SandboxOptions({ publicUrl: 'https://pay.example.com/' });
    given.listeningAt('http://127.0.0.1:4010');
    expect(given.publicUrl).toBe('https://pay.example.com');
  });

  it.each<[CreateSandboxOptions, RegExp]>([
    [{ port: 70_000 }, /^port is 70000; set it to a port from 0/],
    [{ port: 1.5 }, /^port is 1\.5/],
    [
      { webhookURL: 'http://shop' } as CreateSandboxOptions,
      /^webhookURL is not a known field; the fields are port, host/,
    ],
    [{ retrySchedule: '5s' as never }, /^retrySchedule must be a list of waits/],
    [{ publicUrl: 'sandbox:4010' }, /^publicUrl is "sandbox:4010"; give an origin/],
    [{ publicUrl: 'http://host/path' }, /without a path/],
    [{ apiKey: '' }, /^apiKey is empty/],
    [{ webhookSecret: ' ' }, /^webhookSecret is empty/],
    [{ adminEmail: '' }, /^adminEmail is empty/],
    [{ adminPassword: '' }, /^adminPassword is empty/],
    [{ seed: 'nowhere.json' }, /^seed file .*nowhere\.json: it cannot be read \(ENOENT\)/],
    [{ webhookUrl: 'ftp://host' }, /^webhookUrl is "ftp:\/\/host"; give an http\(s\) address/],
    [{ webhookUrl: 'http://user:word@host/' }, /^webhookUrl has a user name or password/],
    [{ minimumAmount: 'free' }, /^minimumAmount is "free"/],
    [{ minimumAmount: 0 }, /^minimumAmount is 0/],
    [{ minimumAmount: '1.001' }, /^minimumAmount is "1\.001"/],
    [{ retrySchedule: ['5s', 'later'] }, /^retrySchedule has "later"/],
    [{ webhookTimeoutMs: 0 }, /^webhookTimeoutMs must be/],
  ])('refuse %j and say what to give instead', (given, message) => {
    expect(() => new SandboxOptions(given)).toThrow(SandboxOptionsError);
    expect(() => new SandboxOptions(given)).toThrow(message);
  });

  it('never repeat a secret that is in a refused address', () => {
    const given = { webhookUrl: 'http://user:hunter2@host/' };
    expect(() => new SandboxOptions(given)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });
});
