import { Injectable } from '@nestjs/common';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { readDuration } from './duration.js';
import { Scheduler } from './scheduler.js';

const MAX_TIME = Date.parse('9999-12-31T23:59:59.999Z');
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Advances, sets and freezes the sandbox's clock, which only goes forward. */
@Injectable()
export class ClockControl {
  constructor(
    private readonly activity: Activity,
    private readonly clock: SandboxClock,
    private readonly scheduler: Scheduler,
    private readonly journal: Journal,
    private readonly store: SandboxStore,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** Whether the clock stands still until it is advanced or released. */
  get frozen(): boolean {
    return this.clock.frozen;
  }

  /** How far the clock is ahead of the machine's, in milliseconds. */
  get offsetMs(): number {
    return this.clock.offsetMs;
  }

  /**
   * Freezes the clock: nothing expires and no webhook is retried until it is advanced, which leaves it frozen at the
   * later time, or released. Webhooks of payments that change meanwhile are still sent at once. A reset releases it.
   *
   * @returns the time it is frozen at.
   */
  freeze(): Promise<Date> {
    return this.#switch('frozen at', () => this.clock.freeze());
  }

  /**
   * Lets the clock run again, from the time it shows.
   *
   * @returns that time.
   */
  release(): Promise<Date> {
    return this.#switch('running from', () => this.clock.release());
  }

  /**
   * Advances the clock by a duration. Payments that expire and webhooks that fall due on the way are processed in the
   * order of their times before this resolves.
   *
   * @param duration milliseconds, a text such as `31m`, or an ISO-8601 duration such as `PT31M`.
   * @returns the new time.
   * @throws {SandboxRequestError} when the duration cannot be read.
   */
  async advance(duration: string | number): Promise<Date> {
    const ms = readDuration(duration);
    if (ms === null) {
      throw new SandboxRequestError(
        `advance is ${JSON.stringify(duration)}; give a duration such as "31m" or "PT31M", or milliseconds as a number. The clock only goes forward.`,
      );
    }
    return this.#advance((now) => new Date(now.getTime() + ms));
  }

  /**
   * Sets the clock to a later time, in the same way as `advance`.
   *
   * @param time a Date, or an ISO-8601 time with its zone, such as `2026-01-31T12:00:00Z`.
   * @returns the new time.
   * @throws {SandboxRequestError} when the time cannot be read or is in the past.
   */
  async set(time: Date | string): Promise<Date> {
    const target = time instanceof Date ? time.getTime() : readTime(time);
    if (Number.isNaN(target)) {
      throw new SandboxRequestError(
        `set is ${JSON.stringify(time)}; give an ISO-8601 time with its zone, such as "${this.now().toISOString()}".`,
      );
    }
    return this.#advance((now) => {
      if (target >= now.getTime()) return new Date(target);
      throw new SandboxRequestError(
        `set is ${new Date(target).toISOString()}, but the clock already shows ${now.toISOString()} and only goes forward. A reset returns it to the machine's time and deletes all payments.`,
      );
    });
  }

  async #advance(target: (now: Date) => Date): Promise<Date> {
    const now = await this.scheduler.advance((from) => {
      const to = target(from);
      if (to.getTime() <= MAX_TIME) return to;
      throw new SandboxRequestError(
        'The clock ends with the year 9999; give a shorter duration or an earlier time.',
      );
    });
    await this.#save(`set to ${now.toISOString()}`);
    return now;
  }

  async #switch(what: string, action: () => void): Promise<Date> {
    let now = this.now();
    await this.scheduler.whileClockStands(async () => {
      action();
      now = this.now();
      await this.#save(`${what} ${now.toISOString()}`);
    });
    return now;
  }

  async #save(what: string): Promise<void> {
    const { frozen, offsetMs } = this.clock;
    const state = { offsetMs, frozenAt: frozen ? this.now().getTime() : null };
    await this.store.db
      .insertInto('clock')
      .values({ id: 1, ...state })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(state))
      .execute();
    this.journal.write('clock', what);
    this.activity.tell({ kind: 'clock', frozen });
  }
}

function readTime(time: unknown): number {
  return typeof time === 'string' && ISO_TIME.test(time) ? Date.parse(time) : NaN;
}
