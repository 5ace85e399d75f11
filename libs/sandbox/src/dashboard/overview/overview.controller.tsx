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
import { ListQueries } from '../frame/list.queries.js';
import { View, redirectTo } from '../frame/view.js';
import { OverviewPage } from './overview.page.js';
import { Snippets } from './snippets.js';

const LATEST = 5;

/** `/dashboard`: the first steps, and the current state. */
@DashboardController(VIEWS.overview.path)
export class DashboardOverviewController {
  constructor(
    private readonly lists: ListQueries,
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
    private readonly resetting: Reset,
    private readonly sellers: Sellers,
  ) {}

  @Get()
  async show(@Query() query: FormFields): Promise<View> {
    const areRevealed = query.text('reveal') === 'secrets';
    const snippets = this.#snippets(areRevealed ? undefined : masked);
    const payments = await this.payments.list({ limit: LATEST });
    const counts = await this.lists.paymentCounts();
    const states = await this.lists.webhookCounts();
    const { webhooks } = await this.lists.webhooks({ limit: LATEST });
    const page = (
      <OverviewPage
        {...{ payments, counts, webhooks, areRevealed }}
        hasSellers={this.sellers.list().length > 1}
        failed={states.failed ?? 0}
        seller={this.sellers.default}
        newest={payments[0] ?? null}
        hasPaid={(counts.Paid ?? 0) > 0}
        hasDelivered={(states.delivered ?? 0) > 0}
        env={snippets.env}
        curl={snippets.curl(await this.#nextOrder())}
      />
    );
    return new View('overview', 'Overview', page);
  }

  @PlainText('env')
  env(): string {
    return this.#snippets().env;
  }

  @PlainText('curl')
  async curl(): Promise<string> {
    return this.#snippets().curl(await this.#nextOrder());
  }

  @Post('reset')
  async reset(): Promise<Redirect> {
    await this.resetting.everything();
    return redirectTo(VIEWS.overview.path, 'reset');
  }

  #snippets(write = (secret: string) => secret): Snippets {
    return new Snippets(this.options.publicUrl, this.sellers.default, write);
  }

  /** An order ID without a payment, so that the command creates a new one each time. */
  async #nextOrder(): Promise<string> {
    const counts = Object.values(await this.lists.paymentCounts());
    const number = counts.reduce((sum, count) => sum + count, 1);
    return `ORDER-${String(number).padStart(4, '0')}`;
  }
}
