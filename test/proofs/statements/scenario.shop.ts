import { jest } from '@jest/globals';
import { ServiceUnavailableException } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DeliveryDeadLetteredEvent } from '../../../libs/ovgc/src/events/delivery.events.js';
import { openLedgerOn } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { OvgcError } from '../../../libs/ovgc/src/ovgc.errors.js';
import type { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import type { OvgcModuleOptions } from '../../../libs/ovgc/src/ovgc.options.js';
import type { PaymentStatus } from '../../../libs/ovgc/src/payments/payment.js';
import { request } from '../../support/app.js';
import {
  InProcessGateway,
  type Reaction,
  transactionOf,
} from '../../support/gateway.in-process.js';
import type { Host } from '../../support/host.js';
import { never } from '../../support/never.js';
import { compositionOn, compositionOptions } from '../../support/composition.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import { type Call, Follower } from '../../support/shop.handlers.js';
import type { StatementFaults } from './statement.faults.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** How long the module waits here before it expires payments and reports unmatched webhooks. */
export const TIMEOUT = MINUTE;

/** More attempts than a fault can spoil. */
const MAX_ATTEMPTS = 6;
/** More ticks than it may take to recover from a fault. */
const MAX_TICKS = 20;

/** Apps to run the module in. */
export type Hosts = Readonly<Record<'with handlers' | 'without handlers', Host>>;

/** What a webhook says; nobody knows `refunded`. */
type Outcome = 'succeeded' | 'declined' | 'refunded';

/** A shop whose database fails at one statement, with its gateway and its customers, who retry retryable errors. */
export class ScenarioShop {
  /** What must not happen, but did. */
  readonly violations: string[] = [];
  /** What the order status says of each transaction. */
  readonly statuses = new Map<string, PaymentStatus>();
  readonly gateway: InProcessGateway;
  /** The idempotency keys for which a handler has succeeded. */
  readonly effects = new Set<string>();
  /** The dead-lettered handlers and events that were reported. */
  readonly deadLettered = new Set<string>();
  /** The result of each order. */
  readonly answers: string[] = [];
  /** What a handler does. */
  handle: (call: Call) => unknown = () => undefined;
  private readonly reactions = new Map<string, Reaction>();
  private process = 0;
  private runtime!: OvgcComposition;

  constructor(
    private readonly hosts: Hosts,
    private readonly database: SharedDatabase,
    private readonly faults: StatementFaults,
    private readonly options: Partial<OvgcModuleOptions>,
  ) {
    this.gateway = new InProcessGateway({
      reaction: (order) => this.nextReaction(order),
      statuses: this.statuses,
      violations: this.violations,
    });
  }

  /** Starts a process, and another one if a fault ends it. */
  async start(handlers: keyof Hosts = 'with handlers'): Promise<void> {
    await this.retry(async () => {
      this.crash();
      const host = this.hosts[handlers];
      const ledger = await openLedgerOn(this.faults.affect(this.database.open()), ':memory:');
      this.runtime = compositionOn(
        host,
        ledger,
        this.gateway,
        compositionOptions(this.shopOptions()),
      );
      if (handlers === 'with handlers') this.listenIn(host);
      await this.runtime.start();
    });
    await this.database.settled();
  }

  /** The process is gone, and its running handlers with it. */
  crash(): void {
    this.process += 1;
    jest.clearAllTimers();
    this.database.rollBack();
  }

  /** Shuts the process down. */
  async stop(): Promise<void> {
    const stopped = this.runtime.drain().then(() => this.runtime.close());
    for (let i = 0; i < 3; i += 1) await this.tick(2 * SECOND);
    await stopped;
    this.crash();
  }

  /** Sets what the gateway does with the next call for an order. */
  react(order: string, reaction: Reaction): void {
    this.reactions.set(order, reaction);
  }

  /** A customer orders, and retries while the ledger is unavailable. */
  async order(order: string, change: object = {}): Promise<void> {
    this.answers.push(`${order}: ${await this.answerTo(order, change)}`);
  }

  private async answerTo(order: string, change: object): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const before = this.gateway.asked.length;
      try {
        await this.runtime.payments.createPaymentRequest({ ...request(order), ...change });
        if (!this.has(`ovgc_payments where order_uuid = '${order}' and transaction_id is not null`))
          this.violations.push(`${order} was answered, but isn't stored`);
        return 'created';
      } catch (error) {
        const { code, requestState } = this.expected(error);
        const wasSent = this.gateway.asked.slice(before).includes(order);
        if (requestState === 'not_sent' && wasSent)
          this.violations.push(`${order} is not_sent, but the gateway was asked for it`);
        if (code !== 'ledger_unavailable' || attempt === MAX_ATTEMPTS) return code;
      }
    }
  }

  /** The gateway sends a webhook until it is acknowledged. */
  async webhook(order: string, outcome: Outcome = 'succeeded'): Promise<void> {
    const transaction = transactionOf(order);
    const body = {
      success: outcome === 'succeeded',
      transaction_id: transaction,
      payment_status: `payment.${outcome}`,
    };
    await this.retry(() => this.runtime.intake.receive({ ...body }), ServiceUnavailableException);
    if (
      !this.has(
        `ovgc_webhooks where transaction_id = '${transaction}' and body like '%${outcome}%'`,
      )
    )
      this.violations.push(`${transaction} ${outcome} was acknowledged, but isn't stored`);
  }

  /** Calls the module's services. */
  ask<T>(work: (runtime: OvgcComposition) => Promise<T>): Promise<T> {
    return this.retry(() => work(this.runtime), OvgcError);
  }

  /** Advances the clock. */
  async tick(ms = 1): Promise<void> {
    // Timers need to run only for the last part of a long wait.
    const runs = Math.min(ms, TIMEOUT);
    jest.setSystemTime(Date.now() + ms - runs);
    jest.advanceTimersByTime(runs);
    await this.database.settled();
  }

  /** Advances the clock until the database has such rows, or until it has none left. */
  async until(rows: string, isThere = true): Promise<void> {
    await this.database.settled();
    for (let i = 0; i < MAX_TICKS && this.has(rows) !== isThere; i += 1) await this.tick(TIMEOUT);
    if (this.has(rows) !== isThere)
      this.violations.push(`this never happened: ${isThere ? '' : 'no '}${rows}`);
  }

  /** Advances the clock until nothing is left to deliver. */
  async delivered(): Promise<void> {
    await this.until(`ovgc_deliveries where state = 'pending'`, false);
  }

  /** The state at the end, without times and without the order in which it came about. */
  end() {
    const { database } = this;
    return {
      payments: database.rows(
        `select order_uuid, transaction_id, status, success_url, gateway_status from ovgc_payments
         order by order_uuid`,
      ),
      webhooks: database.rows(
        `select transaction_id, state, body, reported_at is not null as reported from ovgc_webhooks
         order by transaction_id, outcome`,
      ),
      events: database.rows('select id, unhandled from ovgc_events order by id'),
      deliveries: database.rows(
        'select event_id, handler, state from ovgc_deliveries order by event_id, handler',
      ),
      effects: [...this.effects].toSorted(),
      deadLettered: [...this.deadLettered].toSorted(),
      answers: this.answers.toSorted(),
    };
  }

  private nextReaction(order: string): Reaction | undefined {
    const reaction = this.reactions.get(order);
    this.reactions.delete(order);
    return reaction;
  }

  private shopOptions(): Partial<OvgcModuleOptions> {
    const { deliveries, ...others } = this.options;
    return {
      expiryGraceMs: TIMEOUT,
      unmatchedAfterMs: TIMEOUT,
      jobIntervalMs: TIMEOUT,
      deliveries: {
        initialDelayMs: SECOND,
        leaseMs: 3 * SECOND,
        shutdownTimeoutMs: SECOND,
        ...deliveries,
      },
      ...others,
    };
  }

  private listenIn(host: Host): void {
    const { process } = this;
    const open: Call[] = [];
    const done = new Set<string>();
    host.get(EventEmitter2).removeAllListeners(DeliveryDeadLetteredEvent.type);
    host
      .get(EventEmitter2)
      .on(DeliveryDeadLetteredEvent.type, ({ handler, event }: DeliveryDeadLetteredEvent) => {
        this.deadLettered.add(`${handler} ${event.id}`);
      });
    host.get(Follower).answer = async (call) => {
      // The handlers of a crashed process do nothing any more.
      const alive = <T>(result: T) => (process === this.process ? result : never());
      await alive(undefined);
      const isSameOrder = ({ handler, event }: Call) =>
        handler === call.handler && event.payment.orderUuid === call.event.payment.orderUuid;
      if (open.some(isSameOrder))
        this.violations.push(`${call.handler} runs twice at once for an order`);
      const { idempotencyKey: key } = call.delivery;
      if (done.has(key))
        this.violations.push(`${key} is called again by the process that has completed it`);
      if (this.hasOlder(call))
        this.violations.push(`${key} is called before an older event of its order is done`);
      open.push(call);
      try {
        await this.handle(call);
        await alive(undefined);
        this.effects.add(key);
        done.add(key);
      } finally {
        open.splice(open.indexOf(call), 1);
      }
    };
  }

  private async retry<T>(work: () => Promise<T>, kind?: abstract new (...args: never) => Error) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (kind && !(error instanceof kind))
          this.violations.push(`it failed with ${String(error)}`);
        if (attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private hasOlder({ handler, event }: Call): boolean {
    return this.has(
      `ovgc_deliveries as older join ovgc_deliveries as own using (order_uuid, handler)
       where own.event_id = '${event.id}' and own.handler = '${handler}'
       and older.id < own.id and older.state = 'pending'`,
    );
  }

  private expected(error: unknown): OvgcError {
    if (error instanceof OvgcError) return error;
    throw error;
  }

  private has(rows: string): boolean {
    return this.database.rows(`select 1 from ${rows} limit 1`).length > 0;
  }
}
