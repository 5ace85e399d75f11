import { jest } from '@jest/globals';
import { ServiceUnavailableException } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DeliveryDeadLetteredEvent } from '../../../libs/ovgc/src/events/delivery.events.js';
import { openLedgerOn } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { OvgcError } from '../../../libs/ovgc/src/ovgc.errors.js';
import type { OvgcComposition } from '../../../libs/ovgc/src/ovgc.composition.js';
import type { OvgcModuleOptions } from '../../../libs/ovgc/src/ovgc.options.js';
import { request } from '../../support/app.js';
import type { Host } from '../../support/host.js';
import { never } from '../../support/never.js';
import { compositionOn, compositionOptions } from '../../support/composition.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import { type Call, Follower } from '../../support/shop.handlers.js';
import type { Faults } from './faults.js';
import { FaithfulGateway, transactionOf } from './shop.gateway.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** How long the module waits here before it takes up what was left lying: leases, windows, webhooks of nobody. */
export const PATIENCE = MINUTE;

/** More than a fault takes up, so that whoever goes on asking is answered. */
const MOST_TRIES = 6;
/** More often than it may take until all is well again. */
const MOST_TICKS = 20;

/** Apps to run the module in: with durable handlers, and with none. */
export interface Hosts {
  readonly attentive: Host;
  readonly deaf: Host;
}

type Status = 'succeeded' | 'declined' | 'refunded';

/** A shop whose database fails at one statement, its gateway and its customers, who try again when they are told to. */
export class World {
  /** What must not happen, and did. */
  readonly violations: string[] = [];
  readonly gateway = new FaithfulGateway();
  /** The idempotency keys under which handlers have ended well. */
  readonly effects = new Set<string>();
  /** The handlers and events of which it was told that they are given up. */
  readonly givenUp = new Set<string>();
  /** What orders came to. */
  readonly answers: string[] = [];
  /** What a handler comes to, once it is called. */
  handle: (call: Call) => unknown = () => undefined;
  private process = 0;
  private runtime!: OvgcComposition;

  constructor(
    private readonly hosts: Hosts,
    private readonly database: SharedDatabase,
    private readonly faults: Faults,
    private readonly options: Partial<OvgcModuleOptions>,
  ) {}

  /** Starts a process, and another one when it ends by a fault. */
  async start(handlers: keyof Hosts = 'attentive'): Promise<void> {
    await this.insist(async () => {
      this.crash();
      const host = this.hosts[handlers];
      const ledger = await openLedgerOn(this.faults.befall(this.database.open()), ':memory:');
      this.runtime = compositionOn(
        host,
        ledger,
        this.gateway,
        compositionOptions(this.shopOptions()),
      );
      if (handlers === 'attentive') this.listenIn(host);
      await this.runtime.start();
    });
    await this.database.settled();
  }

  /** The process is gone, and so is whatever its handlers were at. */
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

  /** A customer orders, and goes on ordering for as long as it may help. */
  async order(order: string, change: object = {}): Promise<void> {
    this.answers.push(`${order}: ${await this.answerTo(order, change)}`);
  }

  private async answerTo(order: string, change: object): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      const before = this.gateway.asked.length;
      try {
        await this.runtime.payments.createPaymentRequest({ ...request(order), ...change });
        if (!this.has(`ovgc_payments where order_uuid = '${order}' and transaction_id is not null`))
          this.violations.push(`${order} was answered, and is not stored`);
        return 'created';
      } catch (error) {
        const { code, requestState } = this.expected(error);
        const wasAsked = this.gateway.asked.slice(before).includes(order);
        if (requestState === 'not_sent' && wasAsked) this.violations.push(`${order} was sent`);
        if (code !== 'ledger_unavailable' || tries === MOST_TRIES) return code;
      }
    }
  }

  /** The gateway sends a webhook, until it is acknowledged. */
  async hear(order: string, status: Status = 'succeeded'): Promise<void> {
    const transaction = transactionOf(order);
    const body = {
      success: status === 'succeeded',
      transaction_id: transaction,
      payment_status: `payment.${status}`,
    };
    await this.insist(
      () => this.runtime.intake.receive({ ...body }),
      ServiceUnavailableException,
    );
    if (
      !this.has(`ovgc_webhooks where transaction_id = '${transaction}' and body like '%${status}%'`)
    )
      this.violations.push(`${transaction} ${status} was acknowledged, and is not stored`);
  }

  /** Somebody asks something of the module's services. */
  ask<T>(work: (runtime: OvgcComposition) => Promise<T>): Promise<T> {
    return this.insist(() => work(this.runtime), OvgcError);
  }

  /** Time goes by. */
  async tick(ms = 1): Promise<void> {
    // A clock that is put forward, and then goes on.
    const goesBy = Math.min(ms, PATIENCE);
    jest.setSystemTime(Date.now() + ms - goesBy);
    jest.advanceTimersByTime(goesBy);
    await this.database.settled();
  }

  /** Time goes by until there is something in the database, or nothing more of it. */
  async until(rows: string, isThere = true): Promise<void> {
    await this.database.settled();
    for (let i = 0; i < MOST_TICKS && this.has(rows) !== isThere; i += 1) await this.tick(PATIENCE);
    if (this.has(rows) !== isThere) this.violations.push(`it never came about: ${rows}`);
  }

  /** Time goes by until nothing is left to deliver. */
  async rest(): Promise<void> {
    await this.until(`ovgc_deliveries where state = 'pending'`, false);
  }

  /** All that matters in the end, in whatever order and at whatever time it came about. */
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
      givenUp: [...this.givenUp].toSorted(),
      answers: this.answers.toSorted(),
    };
  }

  private shopOptions(): Partial<OvgcModuleOptions> {
    const { deliveries, ...others } = this.options;
    return {
      expiryGraceMs: PATIENCE,
      unmatchedAfterMs: PATIENCE,
      jobIntervalMs: PATIENCE,
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
        this.givenUp.add(`${handler} ${event.id}`);
      });
    host.get(Follower).answer = async (call) => {
      // Handlers of a process that is gone do nothing any more.
      const alive = <T>(result: T) => (process === this.process ? result : never());
      await alive(undefined);
      const isSameLine = ({ handler, event }: Call) =>
        handler === call.handler && event.payment.orderUuid === call.event.payment.orderUuid;
      if (open.some(isSameLine)) this.violations.push(`${call.handler} is called twice at once`);
      const { idempotencyKey: key } = call.delivery;
      if (done.has(key))
        this.violations.push(`${key} is called again, though its process knows better`);
      if (this.hasOlder(call)) this.violations.push(`${key} is called before an older one is done`);
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

  private async insist<T>(work: () => Promise<T>, kind?: abstract new (...args: never) => Error) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (kind && !(error instanceof kind))
          this.violations.push(`it failed with ${String(error)}`);
        if (tries === MOST_TRIES) throw error;
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
