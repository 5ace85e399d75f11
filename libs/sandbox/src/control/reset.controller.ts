import { Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';
import { ControlGuard } from './control.guard.js';
import { Reset } from './reset.service.js';

/** `/_sandbox/reset`: as if it had just been started. */
@Controller('_sandbox/reset')
@UseGuards(ControlGuard)
export class ResetController {
  constructor(
    private readonly clock: SandboxClock,
    private readonly reset: Reset,
  ) {}

  @Post()
  @HttpCode(200)
  async everything() {
    await this.reset.everything();
    return { now: this.clock.now() };
  }
}
