import { Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PaymentsService } from '../../payments/payments.service.js';
import { SandboxNotFoundError } from '../../sandbox.errors.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { WebhookLog } from '../../webhooks/webhook.log.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import type { WebhookState } from '../../webhooks/webhook.js';
import { VIEWS, paymentPath, webhookPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { DashboardPages } from '../frame/page.js';
import { refusal } from '../frame/refusal.js';
import { WEBHOOK_STATES } from '../frame/status-badge.js';
import { WebhookListQuery } from './webhook-list.query.js';
import { WebhookPage } from './webhook.page.js';
import { WebhooksPage } from './webhooks.page.js';

const PAGE_SIZE = 25;

/** `/dashboard/webhooks`: the log, and sending again. */
@DashboardController(VIEWS.webhooks.path)
export class DashboardWebhooksController {
  constructor(
    private readonly list: WebhookListQuery,
    private readonly log: WebhookLog,
    private readonly pages: DashboardPages,
    private readonly payments: PaymentsService,
    private readonly resending: WebhooksService,
    private readonly sellers: Sellers,
  ) {}

  @Get()
  async index(@Query() query: unknown, @Res() response: Response): Promise<void> {
    const around = this.pages.around();
    const fields = new FormFields(query);
    const filter = {
      state: readState(fields.text('state')),
      search: fields.text('search'),
      after: fields.given('after') ?? null,
    };
    const found = await this.list.list({ ...filter, limit: PAGE_SIZE + 1 });
    this.pages.send(response, around, {
      view: 'webhooks',
      title: 'Webhooks',
      done: fields.text('done'),
      content: (
        <WebhooksPage
          {...filter}
          webhooks={found.slice(0, PAGE_SIZE)}
          hasMore={found.length > PAGE_SIZE}
          counts={await this.list.counts()}
          now={around.clock.now}
        />
      ),
    });
  }

  @Get(':id')
  async show(
    @Param('id') id: string,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const fields = new FormFields(query);
    await this.#page(response, id, {
      done: fields.text('done'),
      reveal: fields.text('reveal') === 'secret',
    });
  }

  /** @param back `payment` leads back to the payment's page. */
  @Post(':id/resend')
  async resend(
    @Param('id') id: string,
    @Query('back') back: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const problem = await refusal(() => this.resending.resend(id));
    if (problem !== null) return this.#page(response, id, { problem });
    const { transactionId } = await this.log.entry(id);
    const path = back === 'payment' ? paymentPath(transactionId) : webhookPath(id);
    response.redirect(303, `${path}?done=resent`);
  }

  async #page(
    response: Response,
    id: string,
    how: { problem?: string; done?: string; reveal?: boolean },
  ): Promise<void> {
    const around = this.pages.around();
    if ((await this.log.row(id)) === undefined) {
      throw new SandboxNotFoundError(
        `There is no webhook ${JSON.stringify(id)}. After a reset, earlier ones are gone.`,
      );
    }
    const webhook = await this.log.entry(id);
    const payment = await this.payments.findByTransaction(webhook.transactionId);
    const secret = how.reveal === true ? this.sellers.get(webhook.sellerId).webhookSecret : null;
    this.pages.send(response, around, {
      view: 'webhooks',
      title: `${webhook.event} ${webhook.transactionId}`,
      status: how.problem === undefined ? 200 : 422,
      done: how.done,
      content: (
        <WebhookPage
          webhook={webhook}
          secret={secret}
          hasPayment={payment !== null}
          problem={how.problem ?? null}
        />
      ),
    });
  }
}

function readState(text: string): WebhookState | null {
  return Object.hasOwn(WEBHOOK_STATES, text) ? (text as WebhookState) : null;
}
