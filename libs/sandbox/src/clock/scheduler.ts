import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';

// setTimeout takes 24.8 days at most; waking up every hour also catches up after the machine slept.
const MAX_SLEEP_MS = 60 * 60 * 1000;
const RETRY_AFTER_FAILURE_MS = 2_000;

/** A kind of work that falls due at times of the sandbox's clock. */
export interface ScheduledJob {
  /** When its next piece is due, which may be in the past; null when nothing is planned. */
  nextAt(): Promise<Date | null>;
  /** Starts everything that is due. Resolves once it has started, which may be before it has finished. */
  startDue(now: Date): Promise<void>;
  /** Resolves once everything that was started has finished. */
  idle?(): Promise<void>;
}

/** Runs jobs when they are due: by a timer as time passes, and in the order of their times when the clock is advanced. */
@Injectable()
export class Scheduler implements BeforeApplicationShutdown {
  readonly #logger = new Logger(Scheduler.name);
  readonly #jobs: ScheduledJob[] = [];
  #timer: NodeJS.Timeout | undefined;
  #passes: Promise<void> = Promise.resolve();
  #turns: Promise<unknown> = Promise.resolve();
  #running = false;

  constructor(private readonly clock: SandboxClock) {}

  add(job: ScheduledJob): void {
    this.#jobs.push(job);
  }

  /** Starts the scheduler, and with it everything that fell due while the sandbox was down. */
  async start(): Promise<void> {
    this.#running = true;
    await this.startDue();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#passes;
  }

  /** Starts everything that is due and sets the timer for what comes next. Call it after planning work. */
  startDue(): Promise<void> {
    return this.#queuePass().catch((error: unknown) => this.#logger.error(error));
  }

  /**
   * Resolves once nothing is running and nothing is due.
   *
   * @throws the error that kept due work from starting, such as a full disk.
   */
  async idle(): Promise<void> {
    do {
      await this.#queuePass();
      await Promise.all(this.#jobs.map(async (job) => job.idle?.()));
    } while (this.#running && isDue(await this.#nextAt(), this.clock.now()));
  }

  /**
   * Advances the clock. Everything that falls due on the way runs in the order of its times, each at its own time, before
   * this resolves. Concurrent calls run one after the other.
   *
   * @param target returns the time to reach, given the time when it is this call's turn.
   */
  advance(target: (now: Date) => Date): Promise<Date> {
    return this.#inTurn(async () => {
      const from = this.clock.now();
      const to = target(from);
      this.clock.holdAt(from);
      try {
        await this.#runUntil(to);
        this.clock.holdAt(to);
      } finally {
        this.clock.endHold();
      }
      await this.startDue();
      return this.clock.now();
    });
  }

  /** Runs an action while the clock is not being advanced. */
  async whileClockStands(action: () => Promise<void>): Promise<void> {
    await this.#inTurn(action);
    await this.startDue();
  }

  async #runUntil(end: Date): Promise<void> {
    await this.idle();
    for (let due = await this.#nextAt(); isDue(due, end); due = await this.#nextAt()) {
      if (!this.#running) return;
      const now = this.clock.now();
      this.clock.holdAt(due > now ? due : now);
      await this.idle();
    }
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(action);
    this.#turns = turn.catch(() => {});
    return turn;
  }

  /** One pass at a time: the timer of an older pass could otherwise oversleep what a newer one planned. */
  #queuePass(): Promise<void> {
    const pass = this.#passes.then(() => this.#pass());
    this.#passes = pass.catch(() => this.#sleep(RETRY_AFTER_FAILURE_MS));
    return pass;
  }

  async #pass(): Promise<void> {
    if (!this.#running) return;
    const now = this.clock.now();
    for (const job of this.#jobs) await job.startDue(now);
    const next = await this.#nextAt();
    clearTimeout(this.#timer);
    if (next === null || this.clock.frozen) return;
    const wait = next.getTime() - this.clock.now().getTime();
    this.#sleep(Math.min(Math.max(wait, 0), MAX_SLEEP_MS));
  }

  #sleep(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#running) this.#timer = setTimeout(() => void this.startDue(), ms).unref();
  }

  async #nextAt(): Promise<Date | null> {
    const times = await Promise.all(this.#jobs.map((job) => job.nextAt()));
    return times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
  }
}

function isDue(time: Date | null, now: Date): time is Date {
  return time !== null && time <= now;
}
