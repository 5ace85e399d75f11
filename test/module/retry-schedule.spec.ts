import { jest } from '@jest/globals';
import { eventually, request, type RunningApp, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a durable handler that always fails', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let recorder: RecordingHandler;
  let time: number;

  beforeEach(async () => {
    // No delay is 0, so the clock has to be turned for each attempt.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    time = Date.parse('2026-03-01T12:00:00Z');
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingHandler, RecordingListener],
      now: () => time,
      options: { deliveries: { minAttempts: 3 } },
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

  /** Returns the delivery once the end of an attempt is stored. */
  async function afterAttempt(attempt: number) {
    await eventually(`attempt ${attempt} has failed`, async () => {
      return (await hopeless())?.lastError === `not at attempt ${attempt}`;
    });
    return hopeless();
  }

  /** Turns the clock, and wakes the worker with the event of another payment. */
  async function turnTo(moment: number): Promise<void> {
    time = moment;
    await app.payments.createPaymentRequest(request(`AT-${moment}`));
  }

  it('is retried for 72 hours from its first attempt on, and is then dead-lettered', async () => {
    const begun = time;
    recorder.behave = ({ payment }, { attempt }) => {
      if (payment.orderUuid === 'HOPELESS') throw new Error(`not at attempt ${attempt}`);
    };
    await app.payments.createPaymentRequest(request('HOPELESS'));
    expect(await afterAttempt(1)).toMatchObject({ state: 'pending' });
    await turnTo(begun + 72 * HOUR - 1);
    expect(await afterAttempt(2)).toMatchObject({ state: 'pending' });
    const { deadLettered } = app.app.get(RecordingListener);
    expect(deadLettered).toEqual([]);
    // The delay after the second attempt is over by then.
    await turnTo(begun + 72 * HOUR + MINUTE);
    expect(await afterAttempt(3)).toMatchObject({ state: 'dead_lettered' });
    await eventually('it is published', () => deadLettered.length === 1);
    expect(deadLettered[0]).toMatchObject({ handler: 'RecordingHandler.created', attempts: 3 });
  });
});
