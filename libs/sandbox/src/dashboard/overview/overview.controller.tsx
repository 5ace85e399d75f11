import { Get, Header, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Reset } from '../../control/reset.service.js';
import { PaymentSearch } from '../../payments/payment.search.js';
import { SandboxOptions } from '../../sandbox.options.js';
import { masked } from '../../sellers/credentials.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { DashboardPages } from '../frame/page.js';
import { PaymentCountsQuery } from '../payments/payment-counts.query.js';
import { WebhookListQuery } from '../webhooks/webhook-list.query.js';
import { OverviewPage } from './overview.page.js';
import { curlSnippet, envSnippet, shopSecrets } from './snippets.js';

const LATEST = 5;

/** `/dashboard`: what to do first, and how things stand. */
@DashboardController(VIEWS.overview.path)
export class DashboardOverviewController {
  constructor(
    private readonly counts: PaymentCountsQuery,
    private readonly options: SandboxOptions,
    private readonly pages: DashboardPages,
    private readonly payments: PaymentSearch,
    private readonly resetting: Reset,
    private readonly sellers: Sellers,
    private readonly webhooks: WebhookListQuery,
  ) {}

  @Get()
  async show(@Query() query: unknown, @Res() response: Response): Promise<void> {
    const around = this.pages.around();
    const fields = new FormFields(query);
    const areRevealed = fields.text('reveal') === 'secrets';
    const seller = this.sellers.default;
    const plain = shopSecrets(seller);
    const secrets = areRevealed
      ? plain
      : { apiKey: masked(plain.apiKey), webhookSecret: masked(plain.webhookSecret) };
    const payments = await this.payments.list({ limit: LATEST });
    const counts = await this.counts.read();
    const states = await this.webhooks.counts();
    const order = await this.#nextOrder();
    this.pages.send(response, around, {
      view: 'overview',
      title: 'Overview',
      done: fields.text('done'),
      content: (
        <OverviewPage
          payments={payments}
          sellerNames={new Map(this.sellers.list().map(({ id, name }) => [id, name]))}
          now={around.clock.now}
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
            curl: curlSnippet(this.options.publicUrl, secrets, order),
          }}
        />
      ),
    });
  }

  /** The `.env` with its secrets, for the button that copies it. */
  @Get('env')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  env(): string {
    return envSnippet(this.options.publicUrl, shopSecrets(this.sellers.default));
  }

  /** The line for a terminal with its key, for the button that copies it. */
  @Get('curl')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  async curl(): Promise<string> {
    const secrets = shopSecrets(this.sellers.default);
    return curlSnippet(this.options.publicUrl, secrets, await this.#nextOrder());
  }

  @Post('reset')
  async reset(@Res() response: Response): Promise<void> {
    await this.resetting.everything();
    response.redirect(303, `${VIEWS.overview.path}?done=reset`);
  }

  /** An order id that has no payment yet, so that the line creates one each time. */
  async #nextOrder(): Promise<string> {
    const { Pending, Paid, Declined, Expired } = await this.counts.read();
    const number = Pending + Paid + Declined + Expired + 1;
    return `ORDER-${String(number).padStart(4, '0')}`;
  }
}
