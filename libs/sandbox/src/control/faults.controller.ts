import { Body, Controller, Delete, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { FaultRequest } from '../faults/fault.rule.js';
import { FaultRules } from '../faults/fault.rules.js';
import { readBody } from './control.fields.js';
import { ControlGuard } from './control.guard.js';

/** `/_sandbox/faults`: what is to go wrong. */
@Controller('_sandbox/faults')
@UseGuards(ControlGuard)
export class FaultsController {
  constructor(private readonly faults: FaultRules) {}

  @Get()
  list() {
    return this.faults.list();
  }

  @Post()
  add(@Body() body: unknown) {
    const fields = readBody(body, ['target', 'kind', 'status', 'delayMs', 'count']);
    return this.faults.add(fields as FaultRequest);
  }

  @Delete()
  @HttpCode(204)
  clear(): void {
    this.faults.clear();
  }
}
