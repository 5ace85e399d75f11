import { Body, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { NewFault } from '../faults/fault.request.js';
import type { FaultRule } from '../faults/fault.rule.js';
import { FaultRules } from '../faults/fault.rules.js';
import { ControlController } from './control-controller.js';

@ControlController('faults')
export class FaultsController {
  constructor(private readonly faults: FaultRules) {}

  /**
   * List faults.
   *
   * @returns The faults that are set, oldest first.
   */
  @Get()
  list(): readonly FaultRule[] {
    return this.faults.list();
  }

  /**
   * Add a fault.
   *
   * Each API call, checkout request or webhook is affected by the oldest fault that matches it, and by one at most.
   * Faults are kept in memory: a restart or a reset removes them.
   *
   * @returns The fault.
   * @throws {400} There is no such fault.
   */
  @Post()
  add(@Body() fault: NewFault): FaultRule {
    return this.faults.add(fault);
  }

  /**
   * Remove all faults.
   *
   * @returns No faults are set.
   */
  @Delete()
  @HttpCode(204)
  clear(): void {
    this.faults.clear();
  }

  /**
   * Remove a fault.
   *
   * @param id The fault’s id.
   * @returns The fault is removed.
   * @throws {404} There is no such fault.
   */
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id') id: string): void {
    this.faults.remove(id);
  }
}
