import { Body, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ClockControl } from '../../clock/clock.control.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import type { Notice } from '../frame/notices.js';
import { DashboardPages } from '../frame/page.js';
import { refusal } from '../frame/refusal.js';
import type { ClockPageProps } from './clock.page.js';
import { ClockPage } from './clock.page.js';

/** `/dashboard/clock`: reads and turns the clock. */
@DashboardController(VIEWS.clock.path)
export class DashboardClockController {
  constructor(
    private readonly dial: ClockControl,
    private readonly pages: DashboardPages,
  ) {}

  @Get()
  show(@Query() query: unknown, @Res() response: Response): void {
    this.#page(response, { done: new FormFields(query).text('done') });
  }

  @Post('advance')
  async advance(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const span = new FormFields(body).text('span');
    const text = await refusal(() => this.dial.advance(span));
    if (text === null) this.#back(response, 'turned');
    else this.#page(response, { problem: { field: 'advance', text }, typed: span });
  }

  @Post('set')
  async set(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const time = new FormFields(body).text('time');
    // A browser's field has no zone and, on a full minute, no seconds; the page says that it is UTC.
    const text = await refusal(() => this.dial.set(`${time}Z`));
    if (text === null) this.#back(response, 'turned');
    else this.#page(response, { problem: { field: 'set', text }, typed: time });
  }

  @Post('freeze')
  async freeze(@Res() response: Response): Promise<void> {
    await this.dial.freeze();
    this.#back(response, 'frozen');
  }

  @Post('release')
  async release(@Res() response: Response): Promise<void> {
    await this.dial.release();
    this.#back(response, 'released');
  }

  #back(response: Response, notice: Notice): void {
    response.redirect(303, `${VIEWS.clock.path}?done=${notice}`);
  }

  #page(
    response: Response,
    how: { done?: string; problem?: ClockPageProps['problem']; typed?: string },
  ): void {
    const { done, problem = null, typed = '' } = how;
    const around = this.pages.around();
    this.pages.send(response, around, {
      view: 'clock',
      title: 'Clock',
      status: problem === null ? 200 : 422,
      done,
      content: <ClockPage clock={around.clock} problem={problem} typed={typed} />,
    });
  }
}
