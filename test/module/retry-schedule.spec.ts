import { jest } from '@jest/globals';
import { eventually, request, type RunningApp, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a durable handler that always fails, with the options as they are', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let recorder: RecordingHandler;
  let time: number;

  beforeEach(async () => {
    // No wait comes to nothing: each try has its own turn of the clock.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    time = Date.parse('2026-03-01T12:00:00Z');
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingHandler, RecordingListener],
      now: () => time,
    });
    recorder = app.app.get(RecordingHandler);
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
    jest.restoreAllMocks();
  });

  const hopeless = async () => {
    const { deliveries } = await app.deliveries.list();
    return deliveries.find(({ event }) => event.payment.orderUuid === 'HOPELESS');
  };

  /** The delivery once a try has ended and is written down. */
  async function afterTry(attempt: number) {
    await eventually(`it fails for the time number ${attempt}`, async () => {
      return (await hopeless())?.lastError === `not at try ${attempt}`;
    });
    return hopeless();
  }

  /** Turns the clock; the event of another payment has the handlers' deliveries looked for. */
  async function turnTo(moment: number): Promise<void> {
    time = moment;
    await app.payments.createPaymentRequest(request(`AT-${moment}`));
  }

  it('is tried for 72 hours from its first try on, and is then given up', async () => {
    const begun = time;
    recorder.behave = ({ payment }, { attempt }) => {
      if (payment.orderUuid === 'HOPELESS') throw new Error(`not at try ${attempt}`);
    };
    await app.payments.createPaymentRequest(request('HOPELESS'));
    expect(await afterTry(1)).toMatchObject({ state: 'pending' });
    await turnTo(begun + 72 * HOUR - 1);
    expect(await afterTry(2)).toMatchObject({ state: 'pending' });
    const { failed } = app.app.get(RecordingListener);
    expect(failed).toEqual([]);
    // The wait after the second try is over by then.
    await turnTo(begun + 72 * HOUR + MINUTE);
    expect(await afterTry(3)).toMatchObject({ state: 'failed' });
    await eventually('it is said', () => failed.length === 1);
    expect(failed[0]).toMatchObject({ handler: 'RecordingHandler.created', attempts: 3 });
  });
});
