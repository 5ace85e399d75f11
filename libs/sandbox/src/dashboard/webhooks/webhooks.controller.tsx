import { Get, Param, Post, Query } from '@nestjs/common';
import type { Redirect } from '../../pages/reply.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { SandboxNotFoundError } from '../../sandbox.errors.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { WebhookLog } from '../../webhooks/webhook.log.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import type { WebhookState } from '../../webhooks/webhook.js';
import { VIEWS, paymentPath, webhookPath } from '../dashboard.path.js';
import { WEBHOOK_STATES } from '../frame/badges.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { WebhookListQuery } from './webhook-list.query.js';
import { WebhookPage } from './webhook.page.js';
import { WebhooksPage } from './webhooks.page.js';

const PAGE_SIZE = 25;

/** `/dashboard/webhooks`: the webhook log. */
@DashboardController(VIEWS.webhooks.path)
export class DashboardWebhooksController {
  constructor(
    private readonly list: WebhookListQuery,
    private readonly log: WebhookLog,
    private readonly payments: PaymentsService,
    private readonly resending: WebhooksService,
    private readonly sellers: Sellers,
  ) {}

  @Get()
  async index(@Query() query: unknown): Promise<View> {
    const fields = new FormFields(query);
    const state = fields.text('state');
    const filter = {
      state: Object.hasOwn(WEBHOOK_STATES, state) ? (state as WebhookState) : null,
      search: fields.text('search'),
      after: fields.given('after') ?? null,
    };
    const found = await this.list.list({ ...filter, limit: PAGE_SIZE + 1 });
    const webhooks = found.slice(0, PAGE_SIZE);
    const hasMore = found.length > PAGE_SIZE;
    return new View(
      'webhooks',
      'Webhooks',
      <WebhooksPage
        {...filter}
        webhooks={webhooks}
        next={hasMore ? (webhooks.at(-1)?.id ?? null) : null}
        counts={await this.list.counts()}
      />,
    );
  }

  @Get(':id')
  show(@Param('id') id: string, @Query('reveal') reveal: unknown): Promise<View> {
    return this.#view(id, { isRevealed: reveal === 'secret' });
  }

  /** @param back `payment` leads back to the payment's page */
  @Post(':id/resend')
  resend(@Param('id') id: string, @Query('back') back: unknown): Promise<View | Redirect> {
    return submit(
      () => this.resending.resend(id),
      async () => {
        const { transactionId } = await this.log.entry(id);
        const path = back === 'payment' ? paymentPath(transactionId) : webhookPath(id);
        return redirectTo(path, 'resent');
      },
      (problem) => this.#view(id, { problem }),
    );
  }

  async #view(
    id: string,
    { problem = null, isRevealed = false }: { problem?: string | null; isRevealed?: boolean },
  ): Promise<View> {
    if ((await this.log.row(id)) === undefined) {
      throw new SandboxNotFoundError(
        `There is no webhook ${JSON.stringify(id)}. A reset removes earlier webhooks.`,
      );
    }
    const webhook = await this.log.entry(id);
    const payment = await this.payments.findByTransaction(webhook.transactionId);
    return new View(
      'webhooks',
      `${webhook.event} ${webhook.transactionId}`,
      <WebhookPage
        webhook={webhook}
        secret={
          isRevealed ? this.sellers.get(webhook.sellerId, { reveal: true }).webhookSecret : null
        }
        hasPayment={payment !== null}
        problem={problem}
      />,
    );
  }
}
