import { Logger } from '@nestjs/common';
import fc, { type Scheduler } from 'fast-check';
import { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import type { WebhookDecision } from '../../../libs/ovgc/src/ledger/ledger.tables.js';
import type { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import { OvgcError } from '../../../libs/ovgc/src/ovgc.errors.js';
import { request } from '../../support/app.js';
import { compositionOn, compositionOptions } from '../../support/composition.js';
import { InProcessGateway, transactionOf } from '../../support/gateway.in-process.js';
import { type Host, startHost } from '../../support/host.js';
import { gatedDialect, SharedDatabase } from '../../support/shared.database.js';
import { Follower } from '../../support/shop.handlers.js';

// Holds rule 4: the status machine.
// Holds rule 6: with a right secret nothing is lost.

/** More: `npm run prove:interleavings`; the same ones again: `INTERLEAVING_SEED=…`. */
const numRuns = Math.ceil(Number(process.env['INTERLEAVINGS'] ?? 2000) / 8);
const seed = Number(process.env['INTERLEAVING_SEED'] ?? Date.now() % 2 ** 31);

interface Person {
  readonly decision: WebhookDecision;
  readonly orderUuid: 'A' | 'B' | undefined;
  readonly force: boolean;
  readonly machine: number;
}

interface Plan {
  /** What the webhook says that came before its payment. */
  readonly outcome: 'succeeded' | 'declined';
  readonly people: readonly Person[];
  /** Copies of it, each to one of the machines. */
  readonly copies: readonly number[];
  /** Which machine creates the payment that it names. */
  readonly creator: number;
}

const machine = fc.nat({ max: 1 });
const plans: fc.Arbitrary<Plan> = fc.record({
  outcome: fc.constantFrom('succeeded' as const, 'declined' as const),
  people: fc.array(
    fc
      .record({
        decision: fc.constantFrom('succeeded' as const, 'declined' as const, 'ignored' as const),
        orderUuid: fc.constantFrom(undefined, 'A' as const, 'B' as const),
        force: fc.boolean(),
        machine,
      })
      .map((one) => (one.decision === 'ignored' ? { ...one, orderUuid: undefined } : one)),
    { minLength: 2, maxLength: 3 },
  ),
  copies: fc.array(machine, { maxLength: 2 }),
  creator: machine,
});

const TOO_LATE = ['webhook_already_resolved', 'webhook_not_resolvable'];
const REFUSALS = [...TOO_LATE, 'webhook_contradicted', 'payment_not_found'];

describe(`a webhook that people decide while its payment is created (INTERLEAVING_SEED=${seed})`, () => {
  let hosts: readonly [Host, Host];
  let database: SharedDatabase;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    hosts = [await startHost(Follower), await startHost(Follower)];
    database = await SharedDatabase.create();
  });
  afterAll(async () => {
    database.close();
    for (const host of hosts) await host.close();
  });

  it('is decided once, by one of them or by its payment, and moves one payment at most', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans, async (scheduler, plan) => {
        database.empty();
        const { winners, refusals } = await race(plan, scheduler);
        expect(refusals.filter((code) => !REFUSALS.includes(code))).toEqual([]);
        expect(endOf(database)).toEqual(expectedEnd(plan, winners));
      }),
      { numRuns, seed },
    );
  }, 120_000);

  /** Runs everything at once; the scheduler chooses which transaction comes next. */
  async function race(plan: Plan, scheduler: Scheduler) {
    const line = database.connect();
    const gate = { isOpen: true };
    const gateway = new InProcessGateway({ violations: [] });
    const machines = hosts.map((host, i) => {
      const dialect = gatedDialect(line, (point) =>
        gate.isOpen || point === 'statement'
          ? undefined
          : scheduler.schedule(Promise.resolve(), `${i}: ${point} a transaction`),
      );
      return compositionOn(host, Ledger.on(dialect), gateway, compositionOptions({}));
    });
    const on = (i: number) => machines[i] as OvgcComposition;
    await on(0).payments.createPaymentRequest(request('B'));
    await on(0).intake.receive(bodyOf(plan));
    gate.isOpen = false;

    const winners: Person[] = [];
    const refusals: string[] = [];
    const { webhooks } = on(0);
    const id = String(database.rows<{ id: number }>('select id from ovgc_webhooks')[0]?.id);
    const begun = [
      on(plan.creator).payments.createPaymentRequest(request('A')),
      ...plan.copies.map((i) => on(i).intake.receive(bodyOf(plan))),
      ...plan.people.map(async (person, i) => {
        const { decision, orderUuid, force } = person;
        const options = { by: `person ${i}`, note: 'looked it up', orderUuid, force };
        try {
          await on(person.machine).webhooks.resolve(id, decision, options);
          winners.push(person);
        } catch (error) {
          if (!(error instanceof OvgcError)) throw error;
          refusals.push(error.code);
        }
      }),
    ];
    await drain(scheduler);
    gate.isOpen = true;
    await Promise.all(begun);
    expect(await webhooks.counts()).toEqual({ unmatched: 0, unrecognised: 0 });
    return { winners, refusals };
  }

  async function drain(scheduler: Scheduler): Promise<void> {
    for (;;) {
      await database.settled();
      if (scheduler.count() === 0) return;
      await scheduler.waitNext(1);
    }
  }
});

function bodyOf({ outcome }: Plan): Record<string, unknown> {
  return {
    transaction_id: transactionOf('A'),
    payment_status: `payment.${outcome}`,
    success: outcome === 'succeeded',
  };
}

function endOf(database: SharedDatabase) {
  return {
    webhooks: database.rows(
      'select state, decision, decided_order as "order" from ovgc_webhooks order by id',
    ),
    payments: database.rows('select order_uuid as "order", status from ovgc_payments order by 1'),
    events: database
      .rows<{ id: string }>('select id from ovgc_events order by 1')
      .map(({ id }) => id.replace('default/invoice_', '').replace('ovgc.payment.', '')),
    waiting: database.rows('select * from ovgc_webhook_candidates'),
  };
}

function expectedEnd(plan: Plan, winners: readonly Person[]) {
  const [winner, ...others] = winners;
  const decision = winner === undefined ? plan.outcome : winner.decision;
  const isForced = winner?.force === true;
  const isHarmless = decision === 'ignored' && plan.outcome === 'declined';
  // Only by force may a person say something else than the webhook.
  const wrongly = isForced || decision === plan.outcome || isHarmless ? [] : [winner];
  const order = decision === 'ignored' ? null : (winner?.orderUuid ?? 'A');
  const status = decision === 'succeeded' ? 'Paid' : 'Declined';
  return {
    webhooks:
      [...others, ...wrongly].length > 0
        ? 'two people have decided it, or one against what it says'
        : [
            winner === undefined
              ? { state: 'applied', decision: null, order: null }
              : { state: 'resolved', decision, order },
          ],
    payments: ['A', 'B'].map((one) => ({ order: one, status: one === order ? status : 'Pending' })),
    events: [
      'A/created',
      'B/created',
      ...(order === null ? [] : [`${order}/${decision}`]),
    ].toSorted(),
    waiting: [],
  };
}
