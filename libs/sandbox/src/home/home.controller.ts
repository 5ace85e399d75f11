import { Controller, Get, Redirect } from '@nestjs/common';
import { DASHBOARD_PATH } from '../dashboard/dashboard.path.js';

/** The sandbox's front door leads to the dashboard, which says what to do first. */
@Controller()
export class HomeController {
  @Get()
  @Redirect(DASHBOARD_PATH, 302)
  show(): void {
    // The redirect says it all.
  }
}
