import { Body, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Trigger } from '../../control/trigger.service.js';
import { PaymentSearch } from '../../payments/payment.search.js';
import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { webhookPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { DashboardPages } from '../frame/page.js';
import { refusal } from '../frame/refusal.js';
import type { TriggerForm } from './trigger.form.js';
import { readTriggerForm, triggerRequest } from './trigger.form.js';
import { TriggerPage } from './trigger.page.js';
import { TRIGGER_PATH } from './webhooks.path.js';

/** `/dashboard/webhooks/trigger`: sends a webhook at once, true or made up. */
@DashboardController(TRIGGER_PATH)
export class DashboardTriggerController {
  constructor(
    private readonly pages: DashboardPages,
    private readonly payments: PaymentSearch,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  async form(@Query() query: unknown, @Res() response: Response): Promise<void> {
    await this.#page(response, readTriggerForm(query), {});
  }

  @Post()
  async fire(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const form = readTriggerForm(body);
    const wanted = triggerRequest(form);
    if ('problem' in wanted) return this.#page(response, form, { moreProblem: wanted.problem });
    let webhook: WebhookLogEntry | undefined;
    const problem = await refusal(async () => {
      webhook = await this.trigger.fire(wanted.request);
    });
    if (webhook === undefined) return this.#page(response, form, { problem });
    response.redirect(303, `${webhookPath(webhook.id)}?done=triggered`);
  }

  async #page(
    response: Response,
    form: TriggerForm,
    { problem = null, moreProblem }: { problem?: string | null; moreProblem?: string },
  ): Promise<void> {
    const around = this.pages.around();
    const transactions = await this.payments.list({ limit: 20 });
    const isRefused = problem !== null || moreProblem !== undefined;
    this.pages.send(response, around, {
      view: 'webhooks',
      title: 'Trigger a webhook',
      status: isRefused ? 422 : 200,
      content: <TriggerPage {...{ form, transactions, problem, moreProblem }} />,
    });
  }
}
