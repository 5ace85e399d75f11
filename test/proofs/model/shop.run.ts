import { jest } from '@jest/globals';
import type { Host } from '../../support/host.js';
import type { SharedDatabase } from '../../support/shared.database.js';
import { Callers, type Sent } from './shop.callers.js';
import { ModelGateway } from './shop.gateway.js';
import { ShopModel, TICK } from './shop.model.js';
import { ShopProcess } from './shop.process.js';
import type { Action, Program, Turn } from './shop.program.js';
import { hasPayment, hasWebhook, isOverdue, isQuiet, isUnreported } from './shop.rows.js';
import { HandlerWatch } from './shop.watch.js';

/** Enough for a window and its grace to pass, and for the longest backoff. */
const TICKS_TO_THE_END = 12;

/** Apps to run the module in: with one durable handler, and with two. */
export interface Hosts {
  readonly following: Host;
  readonly fulfilling: Host;
}

/** A program on its way through the module and the model, side by side. */
export class ShopRun {
  readonly model = new ShopModel();
  /** What must not happen, and did. */
  readonly violations: string[] = [];
  readonly watch: HandlerWatch;
  private readonly gateway: ModelGateway;
  private readonly callers: Callers;
  private shop!: ShopProcess;
  /** After how many steps the processes that start in this turn are gone. */
  private crashes: number[] = [];

  private constructor(
    private readonly hosts: Hosts,
    readonly database: SharedDatabase,
    readonly program: Program,
  ) {
    const isThere = (order: string) => this.model.payments.has(order);
    this.gateway = new ModelGateway(program.answers, isThere, this.violations);
    this.watch = new HandlerWatch(program.endings, database, this.violations);
    this.callers = new Callers(database, this.gateway, this.violations);
  }

  /** Runs a program, and after it a time in which all is well, until nothing is left to do. */
  static async of(program: Program, hosts: Hosts, database: SharedDatabase): Promise<ShopRun> {
    database.empty();
    jest.setSystemTime(0);
    const run = new ShopRun(hosts, database, program);
    await run.start();
    for (const turn of program.turns) await run.turn(turn);
    await run.allIsWell();
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

  private async allIsWell(): Promise<void> {
    await this.step(() => {
      this.gateway.calm();
      this.watch.calm();
    });
    // What a crash or a lost answer left in doubt is asked for again, as a customer does who comes back.
    const inDoubt = [...this.gateway.created].filter(([order]) => !this.model.payments.has(order));
    await this.act(inDoubt.map(([order, totalAmount]) => ({ kind: 'create', order, totalAmount })));
    for (let i = 0; i < TICKS_TO_THE_END && !isQuiet(this.database); i += 1) {
      await this.replay();
      await this.tick();
    }
    const { waiting } = this.callers;
    if (waiting > 0) this.violations.push(`${waiting} calls were never answered`);
  }

  /** Does something, waits for all that follows from it, and tells the model what came of it. */
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
      case 'late answers come':
        return this.gateway.deliverLate();
      case 'what hangs ends':
        return this.watch.endAll(action.ending);
    }
  }

  /** Whoever was answered can rely on it; of the others, a crash may have let some through. */
  private tellWebhook({ transaction, outcome, acknowledged }: Sent, crashed: boolean): void {
    if (!acknowledged && !crashed) this.violations.push(`no word on ${transaction} ${outcome}`);
    if (acknowledged || hasWebhook(this.database, transaction, outcome)) {
      this.model.webhook(transaction, outcome, Date.now());
    }
  }

  /** Of answers that arrived at a process which then crashed, some are stored. */
  private tellAnswers(): void {
    for (const { order, transaction, askedAt } of this.gateway.delivered.splice(0)) {
      if (this.shop.isAlive || hasPayment(this.database, order))
        this.model.answer(order, transaction, askedAt);
    }
  }
}
