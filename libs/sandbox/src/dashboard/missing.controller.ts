import { Get, NotFoundException } from '@nestjs/common';
import { DASHBOARD_PATH } from './dashboard.path.js';
import { DashboardController } from './frame/dashboard-controller.js';

/** Whatever else is asked for under `/dashboard`: a page says that it is not there. */
@DashboardController(DASHBOARD_PATH)
export class MissingController {
  @Get('*path')
  missing(): never {
    throw new NotFoundException();
  }
}
