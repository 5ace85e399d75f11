import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ClockControl } from '../clock/clock.control.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { ControlGuard } from './control.guard.js';
import { readBody } from './control.fields.js';

/** `/_sandbox/clock`: reads, turns and freezes the clock. */
@Controller('_sandbox/clock')
@UseGuards(ControlGuard)
export class ClockController {
  constructor(private readonly dial: ClockControl) {}

  @Get()
  show() {
    const { frozen, offsetMs } = this.dial;
    return { now: this.dial.now(), frozen, offsetMs };
  }

  @Post()
  @HttpCode(200)
  async change(@Body() body: unknown) {
    const { advance, set, freeze } = readBody(body, ['advance', 'set', 'freeze']);
    if ([advance, set, freeze].filter((field) => field !== undefined).length !== 1) {
      throw new SandboxRequestError(
        `Give either {"advance": "31m"}, {"set": "${this.dial.now().toISOString()}"} or {"freeze": true}.`,
      );
    }
    if (advance !== undefined) await this.dial.advance(advance as string);
    else if (set !== undefined) await this.dial.set(set as string);
    else await this.#freeze(freeze);
    return this.show();
  }

  async #freeze(freeze: unknown): Promise<void> {
    if (freeze === true) await this.dial.freeze();
    else if (freeze === false) await this.dial.release();
    else throw new SandboxRequestError('freeze must be true, or false to let time run on.');
  }
}
