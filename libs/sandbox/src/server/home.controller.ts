import { Controller, Get, Redirect } from '@nestjs/common';
import { DASHBOARD_PATH } from '../dashboard/dashboard.path.js';

/** The sandbox's own address leads to the dashboard. */
@Controller()
export class HomeController {
  @Get()
  @Redirect(DASHBOARD_PATH, 302)
  show(): void {}
}
