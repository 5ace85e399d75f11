import { eventually, request, type RunningApp, startApp } from '../../../../test/support/app.js';
import { type ScriptedGateway, startGateway } from '../../../../test/support/gateway.js';
import { RecordingHandler } from '../../../../test/support/handlers.js';

describe('what a durable handler throws', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let recorder: RecordingHandler;
  let letGo = (): void => undefined;

  beforeEach(async () => {
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingHandler],
      options: { deliveries: { initialDelayMs: 1, maxDelayMs: 1 } },
    });
    recorder = app.app.get(RecordingHandler);
  });
  afterEach(async () => {
    letGo();
    await app.close();
    await gateway.close();
  });

  it.each<[string, unknown, string]>([
    ['an error', new Error('no paper'), 'no paper'],
    ['a string', 'no paper', 'no paper'],
    ['an empty string', '', ''],
    ['a number', 0, '0'],
    ['undefined', undefined, 'it failed without an error'],
    ['null', null, 'it failed without an error'],
    ['an error with an object for a message', odd(new Error('x'), { code: 7 }), ''],
    ['an object without a string form', Object.create(null), ''],
  ])('(%s) is stored as the last error, and the handler is retried', async (_, thrown, message) => {
    recorder.behave = (_event, { attempt }) => {
      if (attempt === 1) throw thrown;
      return new Promise<void>((resolve) => (letGo = resolve));
    };
    await app.payments.createPaymentRequest(request('ODD'));
    await eventually('it is retried', () => recorder.of('created').length === 2, 2000);
    const { deliveries } = await app.deliveries.list();
    expect(deliveries).toMatchObject([{ state: 'pending', attempts: 2 }]);
    expect(deliveries[0]?.lastError).toContain(message);
  });
});

function odd(error: Error, message: unknown): Error {
  return Object.assign(error, { message });
}
