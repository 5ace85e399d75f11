import { Body, Get, Post, Query } from '@nestjs/common';
import { Trigger } from '../../control/trigger.service.js';
import type { Redirect } from '../../pages/reply.js';
import { PaymentSearch } from '../../payments/payment.search.js';
import { TRIGGER_PATH, webhookPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { triggerRequest } from './trigger.form.js';
import { TriggerPage } from './trigger.page.js';

/** `/dashboard/webhooks/trigger`: sends a webhook at once, true or made up. */
@DashboardController(TRIGGER_PATH)
export class DashboardTriggerController {
  constructor(
    private readonly payments: PaymentSearch,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  async form(@Query() fields: FormFields): Promise<View> {
    const transactions = await this.payments.list({ limit: 20 });
    const page = <TriggerPage fields={fields} transactions={transactions} />;
    return new View('webhooks', 'Trigger a webhook', page);
  }

  @Post()
  fire(@Body() fields: FormFields): Promise<View | Redirect> {
    return submit(
      () => this.trigger.fire(triggerRequest(fields)),
      ({ id }) => redirectTo(webhookPath(id), 'triggered'),
      () => this.form(fields),
    );
  }
}
