import { jest } from '@jest/globals';
import { ovgcIdle } from 'nestjs-ovgc/testing';
import { eventually, request, type RunningApp, startApp } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a durable handler that always fails', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let time: number;

  beforeEach(async () => {
    // No delay is 0, so the clock has to be turned for each attempt.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    time = Date.parse('2026-03-01T12:00:00Z');
    gateway = await startGateway();
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
    jest.restoreAllMocks();
  });

  async function start(deliveries: { readonly minAttempts?: number }): Promise<void> {
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingHandler, RecordingListener],
      now: () => time,
      options: { deliveries },
    });
    const recorder = app.app.get(RecordingHandler);
    recorder.behave = ({ payment }, { attempt }) => {
      if (payment.orderUuid === 'HOPELESS') throw new Error(`not at attempt ${attempt}`);
    };
  }

  const hopeless = async () => {
    const { deliveries } = await app.deliveries.list();
    return deliveries.find(({ event }) => event.id.endsWith('created'));
  };

  async function turnTo(moment: number): Promise<void> {
    time = moment;
    await ovgcIdle(app.app);
  }

  it('is retried for 72 hours from its first attempt on, and is then dead-lettered', async () => {
    await start({ minAttempts: 2 });
    const begun = time;
    await app.payments.createPaymentRequest(request('HOPELESS'));
    await ovgcIdle(app.app);
    expect(await hopeless()).toMatchObject({ state: 'pending', attempts: 1 });
    await turnTo(begun + 72 * HOUR - 1);
    expect(await hopeless()).toMatchObject({ state: 'pending', attempts: 2 });
    const { deadLettered } = app.app.get(RecordingListener);
    expect(deadLettered).toEqual([]);
    // The delay after the second attempt is over by then.
    await turnTo(begun + 72 * HOUR + MINUTE);
    expect(await hopeless()).toMatchObject({ state: 'dead_lettered', attempts: 3 });
    await eventually('it is published', () => deadLettered.length === 1);
    expect(deadLettered[0]).toMatchObject({ handler: 'RecordingHandler.created', attempts: 3 });
  });

  it('gets ten attempts all the same when the second one begins after 96 hours', async () => {
    await start({});
    await app.payments.createPaymentRequest(request('HOPELESS'));
    await ovgcIdle(app.app);
    await turnTo(time + 96 * HOUR);
    for (let attempts = 2; attempts < 10; attempts += 1) {
      expect(await hopeless()).toMatchObject({ state: 'pending', attempts });
      await turnTo(time + HOUR);
    }
    expect(await hopeless()).toMatchObject({ state: 'dead_lettered', attempts: 10 });
  });
});
