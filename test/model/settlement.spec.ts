import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import { PaymentSucceededEvent, type PaymentEvent } from 'nestjs-ovgc';
import { typeOf } from '../../libs/ovgc/src/events/payment.events.js';
import { DurableEar } from '../support/handlers.js';
import { type Host, startHost } from '../support/host.js';
import { SettlementModel } from './settlement.model.js';
import { type Action, programs, type Turn } from './settlement.program.js';
import { startSystem, type System } from './settlement.system.js';

/** More runs: `MODEL_RUNS=20000`; the same ones again: `MODEL_SEED=…`. */
const numRuns = Number(process.env['MODEL_RUNS'] ?? 300);
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31);

describe(`any history of answers, webhooks and sweeps (MODEL_SEED=${seed})`, () => {
  let host: Host;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    host = await startHost(DurableEar);
  });
  afterAll(() => host.close());

  it(
    'moves, tells and keeps what the model says, no more and no less',
    () =>
      fc.assert(
        fc.asyncProperty(programs, async (program) => {
          const system = await startSystem(host);
          try {
            const model = await run(program, system);
            await standsWhereTheModelHasIt(system, model);
            await tellsWhatLedThereOnceAndInOrder(system, model);
            await keepsEveryWebhook(system, model);
            await fulfilsExactlyWhatWasPaid(system);
          } finally {
            await system.close();
          }
        }),
        { numRuns, seed },
      ),
    60_000 + numRuns * 100,
  );
});

async function standsWhereTheModelHasIt(system: System, model: SettlementModel): Promise<void> {
  const payments = await system.payments();
  expect(new Map(payments.map((p) => [p.orderUuid, [p.transactionId, p.status]]))).toEqual(
    new Map([...model.payments].map(([order, p]) => [order, [p.transaction, p.status]])),
  );
}

async function tellsWhatLedThereOnceAndInOrder(
  system: System,
  model: SettlementModel,
): Promise<void> {
  const deliveries = await system.deliveries();
  for (const [order, { events }] of model.payments) {
    const told = system.published.filter(({ payment }) => payment.orderUuid === order);
    expect(told.map(nameOf)).toEqual(events);
    const durable = deliveries.filter((delivery) => delivery.orderUuid === order);
    expect(durable.map(({ eventId }) => eventId)).toEqual(told.map(({ id }) => id));
  }
}

/** Applied when its transaction is known; parked, and reported in time, when not. */
async function keepsEveryWebhook(system: System, model: SettlementModel): Promise<void> {
  const webhooks = (await system.webhooks()).map((one) => ({
    transaction: one.transactionId,
    outcome: one.outcome,
    at: one.receivedAt,
    state: one.state,
    reported: one.reportedAt !== null,
  }));
  expect(webhooks).toEqual(model.webhooks);
  const known = new Set((await system.payments()).map(({ transactionId }) => transactionId));
  const states = webhooks.map(({ transaction }) => (known.has(transaction) ? 'applied' : 'parked'));
  expect(webhooks.map(({ state }) => state)).toEqual(states);
}

/** What money depends on, without the model: one success heard is one fulfilment, none heard is none. */
async function fulfilsExactlyWhatWasPaid(system: System): Promise<void> {
  const webhooks = await system.webhooks();
  const deliveries = await system.deliveries();
  for (const { orderUuid, transactionId, status, paidAt } of await system.payments()) {
    const heard = webhooks.some(
      (one) => one.transactionId === transactionId && one.outcome === 'succeeded',
    );
    const fulfilments = deliveries.filter(
      (one) => one.orderUuid === orderUuid && one.name === PaymentSucceededEvent.type,
    );
    expect([status === 'Paid', paidAt !== null]).toEqual([heard, heard]);
    expect(fulfilments).toHaveLength(heard ? 1 : 0);
  }
}

/** Runs a program on both, compares what they answer on the way, and gives the model as it stands at the end. */
async function run(program: readonly Turn[], system: System): Promise<SettlementModel> {
  const model = new SettlementModel();
  let now = 0;
  for (const { after, actions, sweep } of program) {
    now += after;
    system.turnClock(now);
    const answers = await Promise.all(actions.map((action) => act(action, system)));
    // At one instant it makes no difference whether a webhook or the answer it belongs to was first.
    expect(answers).toEqual(actions.map((action) => expected(action, model, now)));
    if (!sweep) continue;
    await system.sweep();
    model.sweep(now);
  }
  return model;
}

async function act(action: Action, system: System): Promise<unknown> {
  switch (action.kind) {
    case 'intent':
      return void (await system.intent(action.order));
    case 'answer':
      return system.answer(action.order, action.transaction);
    case 'webhook':
      return system.webhook(action.transaction, action.outcome);
  }
}

function expected(action: Action, model: SettlementModel, now: number): unknown {
  switch (action.kind) {
    case 'intent':
      return undefined;
    case 'answer':
      return model.answer(action.order, action.transaction, now);
    case 'webhook':
      return model.webhook(action.transaction, action.outcome, now);
  }
}

function nameOf(event: PaymentEvent): string {
  const name = typeOf(event).replace('ovgc.payment.', '');
  return event instanceof PaymentSucceededEvent && event.late ? `${name} late` : name;
}
