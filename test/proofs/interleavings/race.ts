import { jest } from '@jest/globals';
import type { Scheduler } from 'fast-check';
import type { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import { request } from '../../support/app.js';
import { InProcessGateway } from '../../support/gateway.in-process.js';
import { never } from '../../support/never.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import type { Call } from '../../support/shop.handlers.js';
import { GRACE_MS, LEASE_MS, type Machine, WINDOW_MS } from './race.machine.js';
import type { Plan } from './race.plan.js';
import { DeliveryWatch, failureOf } from './race.watch.js';

/** Past a checkout window, its grace, and every lease and backoff. */
const LONG = WINDOW_MS + GRACE_MS + LEASE_MS;
const CLOCK = { on: LEASE_MS / 3, 'past a lease': LEASE_MS + 1, 'past a window': LONG } as const;
/** Enough rounds for every failed handler to be retried. */
const LONGEST_END = 20;

/** Two machines on one ledger, and everything at once: the scheduler chooses what happens next. */
export class Race {
  /** What must not happen, but did. */
  readonly violations: string[] = [];
  /** The webhooks that were answered with 200. */
  readonly acknowledged: Plan['webhooks'][number][] = [];
  /** The payments that callers received. */
  readonly promised: { readonly order: string; readonly transaction: string }[] = [];
  private readonly watch: DeliveryWatch;
  private readonly dead = new Set<Machine>();
  private readonly waiting = new Map<object, Machine>();
  private calls = 0;

  private constructor(
    private readonly plan: Plan,
    private readonly scheduler: Scheduler,
    private readonly machines: readonly [Machine, Machine],
    readonly database: SharedDatabase,
  ) {
    this.watch = new DeliveryWatch(database, this.violations);
  }

  static async run(
    plan: Plan,
    scheduler: Scheduler,
    machines: readonly [Machine, Machine],
    database: SharedDatabase,
  ): Promise<Race> {
    database.empty();
    jest.clearAllTimers();
    jest.setSystemTime(0);
    const race = new Race(plan, scheduler, machines, database);
    const gateway = new InProcessGateway({
      transactionOf: (order, call) => `invoice_${order}_${plan.isForgetful ? call : 1}`,
      answering: (machine, transaction) =>
        scheduler.schedule(Promise.resolve(), `${machine} receives ${transaction}`),
      violations: race.violations,
    });
    for (const machine of plan.isAlone ? machines.slice(0, 1) : machines) {
      machine.handlers.answer = (call) => race.handle(call, machine);
      await machine.start(gateway.seenBy(machine.name));
    }
    race.lineUp();
    await race.drain();
    await race.end();
    return race;
  }

  /** Whether its machines can run another race: none of them crashed, and none still waits. */
  get isOver(): boolean {
    return this.dead.size === 0 && this.waiting.size === 0;
  }

  /** Gives everything to the scheduler. */
  private lineUp(): void {
    const { scheduler, plan } = this;
    const [, second] = this.machines;
    for (const machine of this.machines) {
      machine.through((point) =>
        point === 'statement'
          ? undefined
          : this.turn(`${machine.name}: ${point} a transaction`, machine),
      );
    }
    const begin = (label: string, work: () => unknown) =>
      void scheduler.schedule(Promise.resolve(), label).then(work);
    for (const { order, machine } of plan.creates) {
      begin(`create ${order}`, () => this.create(order, this.machine(machine)));
    }
    for (const webhook of plan.webhooks) {
      begin(`${webhook.transaction} ${webhook.outcome}`, () => this.send(webhook));
    }
    if (plan.dies && !plan.isAlone) begin('two dies', () => this.dead.add(second));
    scheduler.scheduleSequence(
      plan.clock.map((far) => ({
        label: `the clock advances ${far}`,
        builder: () => Promise.resolve(jest.advanceTimersByTime(CLOCK[far])).then(() => undefined),
      })),
    );
  }

  /** Waits for the scheduler; a machine that has crashed by then waits forever. */
  private async turn(label: string, machine: Machine): Promise<void> {
    await this.scheduler.schedule(Promise.resolve(), label);
    if (this.dead.has(machine)) await never();
  }

  /** Runs one thing after the other, each with everything that follows from it. */
  private async drain(): Promise<void> {
    for (;;) {
      await this.database.settled();
      this.watch.look();
      if (this.scheduler.count() === 0) return;
      await this.scheduler.waitNext(1);
    }
  }

  /** Time passes until nothing is left to do. */
  private async end(): Promise<void> {
    for (let i = 0; i < LONGEST_END; i += 1) {
      jest.advanceTimersByTime(LONG);
      await this.drain();
      const open = `select 1 from ovgc_deliveries where state = 'pending' limit 1`;
      if (i > 0 && this.database.rows(open).length === 0) break;
    }
    for (const [what, machine] of this.waiting) {
      if (!this.dead.has(machine)) this.violations.push(`${JSON.stringify(what)} got no answer`);
    }
  }

  private async create(order: string, machine: Machine): Promise<void> {
    await this.waitFor({ order }, machine, async ({ payments }) => {
      const { transactionId } = await payments.createPaymentRequest(request(order));
      this.promised.push({ order, transaction: transactionId });
    });
  }

  private async send(webhook: Plan['webhooks'][number]): Promise<void> {
    const { transaction, outcome } = webhook;
    await this.waitFor(webhook, this.machine(webhook.machine), async ({ intake }) => {
      await intake.receive({
        transaction_id: transaction,
        payment_status: `payment.${outcome}`,
        success: outcome === 'succeeded',
      });
      this.acknowledged.push(webhook);
    });
  }

  /** Asks a machine for something that must not fail, and that only a crash may leave unanswered. */
  private async waitFor(
    what: object,
    machine: Machine,
    work: (runtime: OvgcComposition) => Promise<void>,
  ): Promise<void> {
    if (this.dead.has(machine)) return;
    this.waiting.set(what, machine);
    try {
      await work(machine.runtime);
    } catch (error) {
      this.violations.push(`${JSON.stringify(what)} failed with ${String(error)}`);
    }
    this.waiting.delete(what);
  }

  private async handle(call: Call, machine: Machine): Promise<void> {
    this.watch.called(call);
    const ending = this.plan.endings[this.calls++] ?? 'succeeds';
    await this.turn(`${machine.name}: ${call.handler} ${ending}`, machine);
    this.watch.ended(call, ending);
    if (ending === 'fails') throw new Error(failureOf(call.delivery.attempt));
  }

  private machine(number: number): Machine {
    return this.machines[number === 0 || this.plan.isAlone ? 0 : 1];
  }
}
