import { eventually, request, type RunningApp, startApp } from '../../../../test/support/app.js';
import { type ScriptedGateway, startGateway } from '../../../../test/support/gateway.js';
import { DurableEar } from '../../../../test/support/handlers.js';

describe('whatever a durable handler throws', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let ear: DurableEar;
  let letGo = (): void => undefined;

  beforeEach(async () => {
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [DurableEar],
      options: { deliveries: { firstRetryMs: 1, longestRetryMs: 1 } },
    });
    ear = app.app.get(DurableEar);
  });
  afterEach(async () => {
    letGo();
    await app.close();
    await gateway.close();
  });

  it.each<[string, unknown, string]>([
    ['an error', new Error('no paper'), 'no paper'],
    ['a text', 'no paper', 'no paper'],
    ['an empty text', '', ''],
    ['a number', 0, '0'],
    ['nothing', undefined, 'it failed without an error'],
    ['null', null, 'it failed without an error'],
    ['an error with an object for a message', odd(new Error('x'), { code: 7 }), ''],
    ['an object that is no text', Object.create(null), ''],
  ])('(%s) it is tried again, and what was wrong can be read', async (_, thrown, message) => {
    ear.behave = (_event, { attempt }) => {
      if (attempt === 1) throw thrown;
      return new Promise<void>((resolve) => (letGo = resolve));
    };
    await app.payments.createPaymentRequest(request('ODD'));
    await eventually('it was tried again', () => ear.of('created').length === 2, 2000);
    const { deliveries } = await app.deliveries.list();
    expect(deliveries).toMatchObject([{ state: 'pending', attempts: 2 }]);
    expect(deliveries[0]?.lastError).toContain(message);
  });
});

function odd(error: Error, message: unknown): Error {
  return Object.assign(error, { message });
}
