import { Get, Post, Query } from '@nestjs/common';
import { Reset } from '../../control/reset.service.js';
import type { Redirect } from '../../pages/reply.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { SandboxOptions } from '../../sandbox.options.js';
import { masked } from '../../sellers/credentials.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController, PlainText } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { View, redirectTo } from '../frame/view.js';
import { PaymentCountsQuery } from '../payments/payment-counts.query.js';
import { WebhookListQuery } from '../webhooks/webhook-list.query.js';
import { OverviewPage } from './overview.page.js';
import { curlSnippet, envSnippet, shopSecrets } from './snippets.js';

const LATEST = 5;

/** `/dashboard`: the first steps, and the current state. */
@DashboardController(VIEWS.overview.path)
export class DashboardOverviewController {
  constructor(
    private readonly counts: PaymentCountsQuery,
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
    private readonly resetting: Reset,
    private readonly sellers: Sellers,
    private readonly webhooks: WebhookListQuery,
  ) {}

  @Get()
  async show(@Query() query: unknown): Promise<View> {
    const areRevealed = new FormFields(query).text('reveal') === 'secrets';
    const seller = this.sellers.default;
    const plain = shopSecrets(seller);
    const secrets = areRevealed
      ? plain
      : { apiKey: masked(plain.apiKey), webhookSecret: masked(plain.webhookSecret) };
    const payments = await this.payments.list({ limit: LATEST });
    const counts = await this.counts.read();
    const states = await this.webhooks.counts();
    return new View(
      'overview',
      'Overview',
      <OverviewPage
        payments={payments}
        sellerNames={new Map(this.sellers.list().map(({ id, name }) => [id, name]))}
        counts={counts}
        webhooks={await this.webhooks.list({ limit: LATEST })}
        failed={states.failed ?? 0}
        steps={{
          seller,
          areRevealed,
          progress: {
            newest: payments[0] ?? null,
            hasPaid: counts.Paid > 0,
            hasDelivered: (states.delivered ?? 0) > 0,
          },
          env: envSnippet(this.options.publicUrl, secrets),
          curl: curlSnippet(this.options.publicUrl, secrets, await this.#nextOrder()),
        }}
      />,
    );
  }

  @PlainText('env')
  env(): string {
    return envSnippet(this.options.publicUrl, shopSecrets(this.sellers.default));
  }

  @PlainText('curl')
  async curl(): Promise<string> {
    const secrets = shopSecrets(this.sellers.default);
    return curlSnippet(this.options.publicUrl, secrets, await this.#nextOrder());
  }

  @Post('reset')
  async reset(): Promise<Redirect> {
    await this.resetting.everything();
    return redirectTo(VIEWS.overview.path, 'reset');
  }

  /** An order ID without a payment, so that the command creates a new one each time. */
  async #nextOrder(): Promise<string> {
    const { Pending, Paid, Declined, Expired } = await this.counts.read();
    const number = Pending + Paid + Declined + Expired + 1;
    return `ORDER-${String(number).padStart(4, '0')}`;
  }
}
