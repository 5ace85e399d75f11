import { Injectable } from '@nestjs/common';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { Agenda } from './agenda.js';
import { readDuration } from './duration.js';
import { TurnableClock } from './turnable.clock.js';

const END_OF_TIME = Date.parse('9999-12-31T23:59:59.999Z');
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** Turns the sandbox's clock, forward only. What falls due on the way is done before a turn resolves. */
@Injectable()
export class ClockDial {
  constructor(
    private readonly activity: Activity,
    private readonly clock: TurnableClock,
    private readonly agenda: Agenda,
    private readonly journal: Journal,
    private readonly store: SandboxStore,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  get frozen(): boolean {
    return this.clock.frozen;
  }

  get offsetMs(): number {
    return this.clock.offsetMs;
  }

  /**
   * Lets time stand still until it is released. Turning moves it, and it stands still there.
   *
   * @returns the time that it stands still at.
   */
  freeze(): Promise<Date> {
    return this.#switch('frozen at', () => this.clock.freeze());
  }

  /**
   * Lets time run on from where it stands.
   *
   * @returns that time.
   */
  release(): Promise<Date> {
    return this.#switch('runs on from', () => this.clock.release());
  }

  /**
   * Turns the clock forward by a span.
   *
   * @param span milliseconds as a number, words such as `31m`, or an ISO-8601 duration such as `PT31M`.
   * @returns the time that the clock shows then.
   * @throws {SandboxRequestError} when the span cannot be read.
   */
  async advance(span: unknown): Promise<Date> {
    const ms = readDuration(span);
    if (ms === null) {
      throw new SandboxRequestError(
        `advance is ${JSON.stringify(span)}; give a span such as "31m", "PT31M", or milliseconds as a number. The clock only goes forward.`,
      );
    }
    return this.#turn((now) => new Date(now.getTime() + ms));
  }

  /**
   * Turns the clock forward to a time.
   *
   * @param time a Date, or an ISO-8601 time with its zone, such as `2026-01-31T12:00:00Z`.
   * @returns the time that the clock shows then.
   * @throws {SandboxRequestError} when the time cannot be read or has passed.
   */
  async set(time: unknown): Promise<Date> {
    const target = time instanceof Date ? time.getTime() : readTime(time);
    if (Number.isNaN(target)) {
      throw new SandboxRequestError(
        `set is ${JSON.stringify(time)}; give an ISO-8601 time with its zone, such as "${this.now().toISOString()}".`,
      );
    }
    return this.#turn((now) => {
      if (target >= now.getTime()) return new Date(target);
      throw new SandboxRequestError(
        `set is ${new Date(target).toISOString()}, but the clock already shows ${now.toISOString()} and only goes forward. A reset brings it back to the machine's time and forgets all payments.`,
      );
    });
  }

  async #turn(target: (now: Date) => Date): Promise<Date> {
    const now = await this.agenda.turn((from) => {
      const to = target(from);
      if (to.getTime() <= END_OF_TIME) return to;
      throw new SandboxRequestError(
        'The clock ends with the year 9999; give a shorter span or an earlier time.',
      );
    });
    await this.#keep(`turned to ${now.toISOString()}`);
    return now;
  }

  async #switch(what: string, action: () => void): Promise<Date> {
    let now = this.now();
    await this.agenda.between(async () => {
      action();
      now = this.now();
      await this.#keep(`${what} ${now.toISOString()}`);
    });
    return now;
  }

  /** Writes down how the clock stands, and says what was done to it. */
  async #keep(what: string): Promise<void> {
    const { frozen, offsetMs } = this.clock;
    const stands = { offset_ms: offsetMs, frozen_at: frozen ? this.now().getTime() : null };
    await this.store.db
      .insertInto('clock')
      .values({ id: 1, ...stands })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(stands))
      .execute();
    this.journal.write('clock', what);
    this.activity.tell({ kind: 'clock', frozen });
  }
}

function readTime(time: unknown): number {
  return typeof time === 'string' && ISO_TIME.test(time) ? Date.parse(time) : NaN;
}
