import { Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { FAULT_FIELDS } from '../faults/fault.problem.js';
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
    return this.faults.add(readBody(body, FAULT_FIELDS) as FaultRequest);
  }

  @Delete()
  @HttpCode(204)
  clear(): void {
    this.faults.clear();
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id') id: string): void {
    this.faults.remove(id);
  }
}
