import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import type { DueWork } from './due-work.js';
import { TurnableClock } from './turnable.clock.js';

// setTimeout takes 24.8 days at most; an hour also keeps up with a machine that slept.
const LONGEST_SLEEP_MS = 60 * 60 * 1000;
// What could not be started is tried again, but not without a pause.
const AFTER_FAILURE_MS = 2_000;

/** Does what falls due: by a timer as time passes, and in the order of its times when the clock is turned. */
@Injectable()
export class Agenda implements BeforeApplicationShutdown {
  readonly #logger = new Logger(Agenda.name);
  readonly #work: DueWork[] = [];
  #timer: NodeJS.Timeout | undefined;
  #passes: Promise<void> = Promise.resolve();
  #turns: Promise<unknown> = Promise.resolve();
  #running = false;

  constructor(private readonly clock: TurnableClock) {}

  /** Adds a kind of work. */
  add(work: DueWork): void {
    this.#work.push(work);
  }

  /** Begins: what fell due while the sandbox was down is done now. */
  async start(): Promise<void> {
    this.#running = true;
    await this.startDue();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#passes;
  }

  /** Starts all that is due now, and sets the timer for what comes next. To be called when something was planned. */
  startDue(): Promise<void> {
    return this.#passInTurn().catch((error: unknown) => this.#logger.error(error));
  }

  /**
   * Resolves once nothing is under way and nothing is due.
   *
   * @throws what kept work that is due from being started, such as a full disk.
   */
  async idle(): Promise<void> {
    /* oxlint-disable no-await-in-loop -- each round waits for what the one before has planned */
    do {
      await this.#passInTurn();
      await Promise.all(this.#work.map((work) => work.idle()));
    } while (this.#running && isDue(await this.#nextAt(), this.clock.now()));
    /* oxlint-enable no-await-in-loop */
  }

  /**
   * Turns the clock forward. All that falls due on the way is done in the order of its times, each at its own time,
   * before this resolves; then the clock runs on. Turns that are asked for at once happen one after the other.
   *
   * @param target tells the time to reach, from the time that the clock shows when it is this turn's turn.
   */
  turn(target: (now: Date) => Date): Promise<Date> {
    return this.#inTurn(async () => {
      const from = this.clock.now();
      const to = target(from);
      this.clock.holdAt(from);
      try {
        await this.#walk(to);
        this.clock.holdAt(to);
      } finally {
        this.clock.letGo();
      }
      await this.startDue();
      return this.clock.now();
    });
  }

  /** Waits for turns under way, then does something that no turn may overlap. */
  async between(action: () => Promise<void>): Promise<void> {
    await this.#inTurn(action);
    await this.startDue();
  }

  async #walk(to: Date): Promise<void> {
    /* oxlint-disable no-await-in-loop -- one time after the other is the point */
    await this.idle();
    for (let due = await this.#nextAt(); isDue(due, to); due = await this.#nextAt()) {
      if (!this.#running) return;
      this.clock.holdAt(latest(due, this.clock.now()));
      await this.idle();
    }
    /* oxlint-enable no-await-in-loop */
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(action);
    this.#turns = turn.catch(() => {});
    return turn;
  }

  /** One pass after the other: a timer set by an older pass could oversleep what a newer one planned. */
  #passInTurn(): Promise<void> {
    const pass = this.#passes.then(() => this.#pass());
    this.#passes = pass.catch(() => this.#sleep(AFTER_FAILURE_MS));
    return pass;
  }

  async #pass(): Promise<void> {
    if (!this.#running) return;
    const now = this.clock.now();
    for (const work of this.#work) {
      // One after the other: there is one connection to the database.
      // oxlint-disable-next-line no-await-in-loop
      await work.startDue(now);
    }
    this.#sleepUntil(await this.#nextAt());
  }

  #sleepUntil(next: Date | null): void {
    clearTimeout(this.#timer);
    if (next === null || !this.#running || this.clock.frozen) return;
    const wait = next.getTime() - this.clock.now().getTime();
    this.#sleep(Math.min(Math.max(wait, 0), LONGEST_SLEEP_MS));
  }

  #sleep(wait: number): void {
    clearTimeout(this.#timer);
    if (this.#running) this.#timer = setTimeout(() => void this.startDue(), wait).unref();
  }

  async #nextAt(): Promise<Date | null> {
    const times = await Promise.all(this.#work.map((work) => work.nextAt()));
    return times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
  }
}

function isDue(time: Date | null, now: Date): time is Date {
  return time !== null && time <= now;
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
