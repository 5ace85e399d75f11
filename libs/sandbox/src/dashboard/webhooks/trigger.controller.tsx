import { Body, Get, Post, Query } from '@nestjs/common';
import { Trigger } from '../../control/trigger.service.js';
import type { Redirect } from '../../pages/reply.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { TRIGGER_PATH, webhookPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { View, redirectTo, submit } from '../frame/view.js';
import type { TriggerForm } from './trigger.form.js';
import { readTriggerForm, triggerRequest } from './trigger.form.js';
import { TriggerPage } from './trigger.page.js';

/** `/dashboard/webhooks/trigger`: sends a webhook at once, true or made up. */
@DashboardController(TRIGGER_PATH)
export class DashboardTriggerController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  form(@Query() query: unknown): Promise<View> {
    return this.#view(readTriggerForm(query), null);
  }

  @Post()
  fire(@Body() body: unknown): Promise<View | Redirect> {
    const form = readTriggerForm(body);
    return submit(
      () => this.trigger.fire(triggerRequest(form)),
      ({ id }) => redirectTo(webhookPath(id), 'triggered'),
      (problem) => this.#view(form, problem),
    );
  }

  async #view(form: TriggerForm, problem: string | null): Promise<View> {
    const transactions = await this.payments.list({ limit: 20 });
    const page = <TriggerPage form={form} transactions={transactions} problem={problem} />;
    return new View('webhooks', 'Trigger a webhook', page);
  }
}
