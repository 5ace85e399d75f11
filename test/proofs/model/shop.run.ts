import { jest } from '@jest/globals';
import type { PaymentRequest } from '../../../libs/ovgc/src/gateway/gateway.request.js';
import { InProcessGateway } from '../../support/gateway.in-process.js';
import type { Host } from '../../support/host.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import { Callers, type Sent } from './shop.callers.js';
import { ShopModel, TICK } from './shop.model.js';
import { ShopProcess } from './shop.process.js';
import type { Action, Program, Turn } from './shop.program.js';
import { hasPayment, hasWebhook, isOverdue, isQuiet, isUnreported } from './shop.rows.js';
import { HandlerWatch } from './shop.watch.js';

/** Enough for a checkout window and its grace to pass, and for the longest backoff. */
const TICKS_TO_THE_END = 12;

/** Apps to run the module in: with one durable handler, and with two. */
export interface Hosts {
  readonly following: Host;
  readonly fulfilling: Host;
}

/** Runs a program on the module and on the model, side by side. */
export class ShopRun {
  readonly model = new ShopModel();
  /** What must not happen, but did. */
  readonly violations: string[] = [];
  readonly watch: HandlerWatch;
  private readonly gateway: InProcessGateway;
  private readonly callers: Callers;
  private shop!: ShopProcess;
  /** After how many steps each process that starts in this turn crashes. */
  private crashes: number[] = [];

  private constructor(
    private readonly hosts: Hosts,
    readonly database: SharedDatabase,
    readonly program: Program,
  ) {
    this.gateway = new InProcessGateway({
      reaction: (_order, nth) => program.reactions[nth],
      received: (request) => this.checkRequest(request),
      violations: this.violations,
    });
    this.watch = new HandlerWatch(program.endings, database, this.violations);
    this.callers = new Callers(database, this.gateway, this.violations);
  }

  /** Runs a program, then lets everything succeed until nothing is left to do. */
  static async of(program: Program, hosts: Hosts, database: SharedDatabase): Promise<ShopRun> {
    database.empty();
    jest.setSystemTime(0);
    const run = new ShopRun(hosts, database, program);
    await run.start();
    for (const turn of program.turns) await run.turn(turn);
    await run.finish();
    run.shop.crash();
    return run;
  }

  private async turn({ after, actions, crashes, end }: Turn): Promise<void> {
    this.crashes = [...crashes];
    const doomed = this.crashes.length > 0 ? this.shop : null;
    this.shop.crashAfter(this.crashes.shift() ?? Infinity);
    for (let i = 0; i < after; i += 1) await this.tick();
    await this.act(actions);
    if (end === 'replay') await this.replay();
    if (end === 'restart') await this.restart();
    if (doomed === this.shop) await this.step(() => this.shop.crash());
    this.shop.crashAfter(Infinity);
  }

  private async finish(): Promise<void> {
    await this.step(() => {
      this.gateway.calm();
      this.watch.calm();
    });
    // Customers come back and ask again for the payments that a crash or a lost answer left in doubt.
    const { payments } = this.gateway;
    const inDoubt = payments.orders.filter((order) => !this.model.payments.has(order));
    await this.act(
      inDoubt.map((order) => ({
        kind: 'create',
        order,
        totalAmount: payments.of(order)?.amount ?? '',
      })),
    );
    for (let i = 0; i < TICKS_TO_THE_END && !isQuiet(this.database); i += 1) {
      await this.replay();
      await this.tick();
    }
    const { waiting } = this.callers;
    if (waiting > 0) this.violations.push(`${waiting} calls were never answered`);
  }

  /** Does something, waits until everything that follows from it has happened, and tells the model. */
  private async step(
    work: () => unknown,
    tell: (crashed: boolean) => void = () => undefined,
  ): Promise<void> {
    const { shop } = this;
    await work();
    await this.database.settled();
    this.tellAnswers();
    tell(!shop.isAlive);
    if (shop.isAlive) this.watch.lived();
    else await this.start();
  }

  private async start(): Promise<void> {
    this.gateway.forgetCallers();
    this.watch.ended();
    this.callers.forget();
    const { hosts, database, gateway, watch } = this;
    const host = this.program.fulfils ? hosts.fulfilling : hosts.following;
    const around = { host, database, gateway, handle: watch.answer };
    this.shop = await ShopProcess.start(around, this.crashes.shift() ?? Infinity);
    this.tellAnswers();
    if (this.shop.isAlive) this.watch.lived();
    else await this.start();
  }

  private tick(): Promise<void> {
    return this.step(
      () => jest.advanceTimersByTime(TICK),
      (crashed) => {
        const now = Date.now();
        if (!crashed || !isOverdue(this.database, now)) this.model.expire(now);
        if (!crashed || !isUnreported(this.database, now)) this.model.reportUnmatched(now);
      },
    );
  }

  private replay(): Promise<void> {
    return this.step(() => {
      this.watch.replaying();
      void this.shop.runtime.deliveries.replayAll();
    });
  }

  private async restart(): Promise<void> {
    await this.step(async () => {
      const stopped = await this.shop.stop();
      if (!stopped && this.shop.isAlive) this.violations.push('it did not stop');
      if (this.shop.isAlive) this.watch.lived();
      this.shop.crash();
    });
  }

  /** Rule 7: the shop repeats a call with the same amount, and makes none for a payment that it knows. */
  private checkRequest({ orderUuid: order, amount }: PaymentRequest): void {
    if (this.model.payments.has(order)) {
      this.violations.push(`${order} is asked for although its payment is stored`);
    }
    if ((this.gateway.payments.of(order)?.amount ?? amount) !== amount) {
      this.violations.push(`${order} is asked for with another amount than it was created with`);
    }
  }

  private act(actions: readonly Action[]): Promise<void> {
    const sent: Sent[] = [];
    return this.step(
      () => actions.forEach((action) => this.begin(action, sent)),
      (crashed) => sent.forEach((webhook) => this.tellWebhook(webhook, crashed)),
    );
  }

  private begin(action: Action, sent: Sent[]): void {
    switch (action.kind) {
      case 'create':
        return void this.callers.create(this.shop, action.order, action.totalAmount);
      case 'webhook':
        return void sent.push(this.callers.send(this.shop, action.transaction, action.outcome));
      case 'late answers arrive':
        return this.gateway.deliverLate();
      case 'hanging handlers end':
        return this.watch.endAll(action.ending);
    }
  }

  /** An acknowledged webhook must be stored; after a crash, one without an answer may be stored or not. */
  private tellWebhook({ transaction, outcome, acknowledged }: Sent, crashed: boolean): void {
    if (!acknowledged && !crashed) this.violations.push(`${transaction} ${outcome} got no answer`);
    if (acknowledged || hasWebhook(this.database, transaction, outcome)) {
      this.model.webhook(transaction, outcome, Date.now());
    }
  }

  /** If the process crashed after the answers arrived, some of them may be stored. */
  private tellAnswers(): void {
    for (const { order, transaction, askedAt } of this.gateway.answered.splice(0)) {
      if (this.shop.isAlive || hasPayment(this.database, order))
        this.model.answer(order, transaction, askedAt);
    }
  }
}
