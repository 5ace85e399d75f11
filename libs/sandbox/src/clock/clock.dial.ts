import { Injectable } from '@nestjs/common';
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
    private readonly clock: TurnableClock,
    private readonly agenda: Agenda,
    private readonly journal: Journal,
    private readonly store: SandboxStore,
  ) {}

  now(): Date {
    return this.clock.now();
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
    const row = { id: 1, offset_ms: this.clock.offsetMs };
    await this.store.db
      .insertInto('clock')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ offset_ms: row.offset_ms }))
      .execute();
    this.journal.write('clock', `turned to ${now.toISOString()}`);
    return now;
  }
}

function readTime(time: unknown): number {
  return typeof time === 'string' && ISO_TIME.test(time) ? Date.parse(time) : NaN;
}
