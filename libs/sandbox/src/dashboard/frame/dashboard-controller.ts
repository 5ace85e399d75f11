import {
  applyDecorators,
  Controller,
  Get,
  Header,
  NotFoundException,
  UseFilters,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { DASHBOARD_PATH } from '../dashboard.path.js';
import { DashboardPages } from './dashboard-pages.js';
import { DashboardErrorFilter } from './error.filter.js';
import { FormFieldsPipe } from './form-fields.js';

/**
 * Marks a controller of the dashboard. Its handlers return a `View` or a `Redirect`, and its errors are pages.
 */
export function DashboardController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    UseFilters(DashboardErrorFilter),
    UseInterceptors(DashboardPages),
    UsePipes(FormFieldsPipe),
  );
}

/** Marks a handler that returns plain text for a copy button, such as a secret that the page does not contain. */
export function PlainText(path: string): MethodDecorator {
  return applyDecorators(
    Get(path),
    Header('Content-Type', 'text/plain; charset=utf-8'),
    Header('Cache-Control', 'no-store'),
  );
}

/** Answers every other path under `/dashboard` with a page that says that nothing is there. */
@DashboardController(DASHBOARD_PATH)
export class MissingController {
  @Get('*path')
  missing(): never {
    throw new NotFoundException();
  }
}
