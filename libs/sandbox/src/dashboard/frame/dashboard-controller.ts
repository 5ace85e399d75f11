import { applyDecorators, Controller, UseFilters, UseGuards } from '@nestjs/common';
import { ControlGuard } from '../../control/control.guard.js';
import { DashboardErrorFilter } from './error.filter.js';

/** Marks a controller of the dashboard's pages: kept from other sites like the control API, with pages for its errors. */
export function DashboardController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    UseGuards(ControlGuard),
    UseFilters(DashboardErrorFilter),
  );
}
