import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ClockDial } from '../clock/clock.dial.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { ControlGuard } from './control.guard.js';
import { readBody } from './control.fields.js';

/** `/_sandbox/clock`: reads and turns the clock. */
@Controller('_sandbox/clock')
@UseGuards(ControlGuard)
export class ClockController {
  constructor(private readonly dial: ClockDial) {}

  @Get()
  now() {
    return { now: this.dial.now() };
  }

  @Post()
  @HttpCode(200)
  async turn(@Body() body: unknown) {
    const { advance, set } = readBody(body, ['advance', 'set']);
    if ((advance === undefined) === (set === undefined)) {
      throw new SandboxRequestError(
        `Give either {"advance": "31m"} or {"set": "${this.dial.now().toISOString()}"}.`,
      );
    }
    return { now: await (set === undefined ? this.dial.advance(advance) : this.dial.set(set)) };
  }
}
