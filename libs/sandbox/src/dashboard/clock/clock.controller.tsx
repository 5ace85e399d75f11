import { Body, Get, Post } from '@nestjs/common';
import { ClockControl } from '../../clock/clock.control.js';
import type { Redirect } from '../../pages/reply.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import type { Notice } from '../frame/notices.js';
import { View, redirectTo, submit } from '../frame/view.js';
import type { ClockPageProps } from './clock.page.js';
import { ClockPage } from './clock.page.js';

/** `/dashboard/clock`: shows and changes the clock. */
@DashboardController(VIEWS.clock.path)
export class DashboardClockController {
  constructor(private readonly clock: ClockControl) {}

  @Get()
  show(): View {
    return view({ problem: null });
  }

  @Post('advance')
  advance(@Body() body: unknown): Promise<View | Redirect> {
    const typed = new FormFields(body).text('span');
    return this.#change('advanced', 'advance', typed, () => this.clock.advance(typed));
  }

  @Post('set')
  set(@Body() body: unknown): Promise<View | Redirect> {
    const typed = new FormFields(body).text('time');
    // The field shows no zone, and its label says that the time is UTC.
    const time = `${typed.replace(' ', 'T')}Z`;
    return this.#change('advanced', 'set', typed, () => this.clock.set(time));
  }

  @Post('freeze')
  async freeze(): Promise<Redirect> {
    await this.clock.freeze();
    return redirectTo(VIEWS.clock.path, 'frozen');
  }

  @Post('release')
  async release(): Promise<Redirect> {
    await this.clock.release();
    return redirectTo(VIEWS.clock.path, 'released');
  }

  #change(
    notice: Notice,
    field: 'advance' | 'set',
    typed: string,
    action: () => unknown,
  ): Promise<View | Redirect> {
    return submit(
      action,
      () => redirectTo(VIEWS.clock.path, notice),
      (text) => view({ problem: { field, text, typed } }),
    );
  }
}

function view(props: ClockPageProps): View {
  return new View('clock', 'Clock', <ClockPage {...props} />);
}
