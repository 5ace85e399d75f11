import { createSandbox, type Sandbox } from 'ovgc-sandbox';
import type { OvgcModuleOptions } from 'nestjs-ovgc';
import { eventually, request, type RunningApp, startApp } from '../support/app.js';
import { RecordingHandler } from '../support/handlers.js';

const HOUR = 60 * 60 * 1000;

describe('an app whose clock is the sandbox’s', () => {
  let sandbox: Sandbox;
  let app: RunningApp;
  let recorder: RecordingHandler;

  beforeEach(async () => {
    sandbox = await createSandbox();
  });
  afterEach(async () => {
    await sandbox.close();
    await app.close();
  });

  async function start(options: Partial<OvgcModuleOptions> = {}): Promise<void> {
    app = await startApp({
      baseUrl: sandbox.apiUrl,
      providers: [RecordingHandler],
      options: {
        apiKey: sandbox.apiKey,
        webhookSecret: sandbox.webhookSecret,
        clock: () => sandbox.clock.now(),
        jobIntervalMs: 20,
        ...options,
      },
    });
    recorder = app.app.get(RecordingHandler);
    sandbox.setWebhookUrl(`${app.url}/webhooks/ovgc`);
  }
  const create = (order: string) => app.payments.createPaymentRequest(request(order));
  const told = () => recorder.received.map(({ type }) => type);

  it.each([
    ['a function', () => () => sandbox.clock.now()],
    ['an object', () => sandbox.clock],
  ])('hears that a payment has expired, with the clock as %s', async (_, clock) => {
    await start({ clock: clock() });
    await create('A');
    await sandbox.clock.advance('31m');
    await eventually('it is told', () => recorder.received.length === 2);
    expect(told()).toEqual(['created', 'expired']);
  });

  it('hears that a payment was declined while its window is open, at whatever time', async () => {
    await start();
    await sandbox.clock.advance('31m');
    const { createdAt, expiresAt } = await create('A');
    expect(createdAt.getTime()).toBeGreaterThan(Date.now() + HOUR / 2);
    expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + HOUR);
    await sandbox.cancel('A');
    await eventually('it is told', () => recorder.received.length === 2);
    expect(told()).toEqual(['created', 'declined']);
  });

  it('expires a payment without a webhook within jobIntervalMs after the clock was advanced', async () => {
    await start();
    sandbox.setWebhookUrl(null);
    await create('A');
    await sandbox.clock.advance('36m');
    await eventually('it is told', () => told().includes('expired'), 1000);
  });

  it('retries a handler within jobIntervalMs after the clock was advanced', async () => {
    // The event of an expiry would wake the worker as well.
    await start({
      expiryGraceMs: 9 * HOUR,
      deliveries: { initialDelayMs: HOUR, maxDelayMs: HOUR },
    });
    sandbox.setWebhookUrl(null);
    recorder.behave = (_event, { attempt }) => {
      if (attempt === 1) throw new Error('not the first time');
    };
    await create('A');
    await eventually('it has failed', async () => {
      const { deliveries } = await app.deliveries.list();
      return deliveries[0]?.lastError !== null;
    });
    await sandbox.clock.advance('1h');
    await eventually('it is retried', () => recorder.of('created').length === 2, 1000);
  });

  it('delivers and expires as before after the clock was reset', async () => {
    await start();
    await sandbox.clock.advance('10d');
    await create('BEFORE');
    await sandbox.reset();
    sandbox.setWebhookUrl(null);
    await create('AFTER');
    await eventually('both are told', () => told().length === 2);
    await sandbox.clock.advance('36m');
    await eventually('both have expired', () => told().length === 4, 1000);
  });
});
