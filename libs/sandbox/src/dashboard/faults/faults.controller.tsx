import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { FaultRules } from '../../faults/fault.rules.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import type { Notice } from '../frame/notices.js';
import { DashboardPages } from '../frame/page.js';
import { refusal } from '../frame/refusal.js';
import type { FaultForm } from './fault.form.js';
import { faultRequest, readFaultForm } from './fault.form.js';
import { FAULT_PRESETS } from './fault.presets.js';
import { FaultsPage } from './faults.page.js';

/** `/dashboard/faults`: what is to go wrong. */
@DashboardController(VIEWS.faults.path)
export class DashboardFaultsController {
  constructor(
    private readonly faults: FaultRules,
    private readonly pages: DashboardPages,
  ) {}

  @Get()
  show(@Query() query: unknown, @Res() response: Response): void {
    this.#page(response, readFaultForm({}), { done: new FormFields(query).text('done') });
  }

  @Post()
  async add(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const form = readFaultForm(body);
    const problem = await refusal(() => this.faults.add(faultRequest(form)));
    if (problem === null) this.#back(response, 'fault-added');
    else this.#page(response, form, { problem });
  }

  @Post('preset')
  preset(@Body() body: unknown, @Res() response: Response): void {
    const wanted = new FormFields(body).text('preset');
    const preset = FAULT_PRESETS.find(({ id }) => id === wanted);
    if (preset === undefined) {
      throw new SandboxRequestError(`There is no ready fault ${JSON.stringify(wanted)}.`);
    }
    this.faults.add(preset.request);
    this.#back(response, 'fault-added');
  }

  @Post('clear')
  clear(@Res() response: Response): void {
    this.faults.clear();
    this.#back(response, 'faults-cleared');
  }

  @Post(':id/remove')
  remove(@Param('id') id: string, @Res() response: Response): void {
    this.faults.remove(id);
    this.#back(response, 'fault-removed');
  }

  #back(response: Response, notice: Notice): void {
    response.redirect(303, `${VIEWS.faults.path}?done=${notice}`);
  }

  #page(
    response: Response,
    form: FaultForm,
    { done, problem = null }: { done?: string; problem?: string | null },
  ): void {
    const around = this.pages.around();
    this.pages.send(response, around, {
      view: 'faults',
      title: 'Faults',
      status: problem === null ? 200 : 422,
      done,
      content: <FaultsPage rules={this.faults.list()} form={form} problem={problem} />,
    });
  }
}
