import { Body, Get, Post } from '@nestjs/common';
import { ClockControl } from '../../clock/clock.control.js';
import type { Redirect } from '../../pages/reply.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { ClockPage } from './clock.page.js';

const { path } = VIEWS.clock;

/** `/dashboard/clock`: shows and changes the clock. */
@DashboardController(path)
export class DashboardClockController {
  constructor(private readonly clock: ClockControl) {}

  @Get()
  show(): View {
    return new View('clock', 'Clock', <ClockPage />);
  }

  @Post('advance')
  advance(@Body() fields: FormFields): Promise<View | Redirect> {
    const action = () => this.clock.advance(fields.text('span'));
    return submit(action, redirectTo(path, 'advanced'), () => this.show());
  }

  @Post('set')
  set(@Body() fields: FormFields): Promise<View | Redirect> {
    // The field shows no zone, and its label says that the time is UTC.
    const time = `${fields.text('time').replace(' ', 'T')}Z`;
    const action = () => this.clock.set(time);
    return submit(action, redirectTo(path, 'advanced'), () => this.show());
  }

  @Post('freeze')
  async freeze(): Promise<Redirect> {
    await this.clock.freeze();
    return redirectTo(path, 'frozen');
  }

  @Post('release')
  async release(): Promise<Redirect> {
    await this.clock.release();
    return redirectTo(path, 'released');
  }
}
