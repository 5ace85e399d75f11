import { Get, Param, Post, Query } from '@nestjs/common';
import type { Redirect } from '../../pages/reply.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { SandboxNotFoundError } from '../../sandbox.errors.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { WebhookLog } from '../../webhooks/webhook.log.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import { VIEWS, paymentPath, webhookPath } from '../dashboard.path.js';
import { WEBHOOK_STATES } from '../frame/badges.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { ListQueries } from '../frame/list.queries.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { WebhookPage } from './webhook.page.js';
import { WebhooksPage } from './webhooks.page.js';

const PAGE_SIZE = 25;

/** `/dashboard/webhooks`: the webhook log. */
@DashboardController(VIEWS.webhooks.path)
export class DashboardWebhooksController {
  constructor(
    private readonly lists: ListQueries,
    private readonly log: WebhookLog,
    private readonly payments: PaymentsService,
    private readonly resending: WebhooksService,
    private readonly sellers: Sellers,
  ) {}

  @Get()
  async index(@Query() query: FormFields): Promise<View> {
    const filter = {
      state: WEBHOOK_STATES.find(({ value }) => value === query.text('state'))?.value,
      search: query.given('search'),
      after: query.given('after'),
      limit: PAGE_SIZE,
    };
    const found = await this.lists.webhooks(filter);
    const counts = await this.lists.webhookCounts();
    const page = <WebhooksPage {...found} filter={filter} counts={counts} />;
    return new View('webhooks', 'Webhooks', page);
  }

  @Get(':id')
  async show(@Param('id') id: string, @Query('reveal') reveal?: unknown): Promise<View> {
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
        secret={reveal === 'secret' ? this.#secretOf(webhook.sellerId) : null}
        hasPayment={payment !== null}
      />,
    );
  }

  /** @param back `payment` leads back to the payment's page */
  @Post(':id/resend')
  resend(@Param('id') id: string, @Query('back') back: unknown): Promise<View | Redirect> {
    return submit(
      () => this.resending.resend(id),
      ({ transactionId }) =>
        redirectTo(back === 'payment' ? paymentPath(transactionId) : webhookPath(id), 'resent'),
      () => this.show(id),
    );
  }

  #secretOf(sellerId: string): string {
    return this.sellers.get(sellerId, { reveal: true }).webhookSecret;
  }
}
