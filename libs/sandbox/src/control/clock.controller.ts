import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { ClockControl } from '../clock/clock.control.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { IsFlag, Optional } from '../validation/rules.js';
import { ControlController } from './control-controller.js';

/** One change of the clock. */
export class ClockTurn {
  /** A span such as `31m`, `2h` or `1d`, or milliseconds. */
  @Optional()
  readonly advance?: string | number | undefined;

  /**
   * A time that is not in the clock’s past.
   *
   * @format date-time
   */
  @Optional()
  readonly set?: string | undefined;

  /** True freezes the clock, false lets it run. */
  @Optional()
  @IsFlag('must be true, or false to let the clock run.')
  readonly freeze?: boolean | undefined;
}

/** The sandbox’s clock. */
export interface Clock {
  /** What the clock shows. */
  readonly now: Date;
  /** Whether the clock stands still. */
  readonly frozen: boolean;
  /** How far the clock is ahead of the machine’s, in milliseconds. */
  readonly offsetMs: number;
}

@ControlController('clock')
export class ClockController {
  constructor(private readonly dial: ClockControl) {}

  /**
   * Read the clock.
   *
   * @returns What the clock shows.
   */
  @Get()
  show(): Clock {
    const { frozen, offsetMs } = this.dial;
    return { now: this.dial.now(), frozen, offsetMs };
  }

  /**
   * Advance, set, freeze or release the clock.
   *
   * The clock only moves forward. Payments that expire and webhooks that are retried on the way are processed at their
   * own times before this call answers.
   *
   * @returns What the clock shows.
   * @throws {400} The span or time is invalid.
   */
  @Post()
  @HttpCode(200)
  async change(@Body() { advance, set, freeze }: ClockTurn): Promise<Clock> {
    if ([advance, set, freeze].filter((field) => field !== undefined).length !== 1) {
      throw new SandboxRequestError(
        `Give either {"advance": "31m"}, {"set": "${this.dial.now().toISOString()}"} or {"freeze": true}.`,
      );
    }
    if (advance !== undefined) await this.dial.advance(advance);
    else if (set !== undefined) await this.dial.set(set);
    else await (freeze === true ? this.dial.freeze() : this.dial.release());
    return this.show();
  }
}
