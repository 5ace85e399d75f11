import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { checkoutState } from '../../checkout/checkout.state.js';
import { readForcedOutcome } from '../../checkout/test-bar/forced-outcome.js';
import { Trigger } from '../../control/trigger.service.js';
import { PaymentSearch } from '../../payments/payment.search.js';
import type { PaymentStatus } from '../../payments/payment.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { SandboxOptions } from '../../sandbox.options.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS, paymentPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { DashboardPages } from '../frame/page.js';
import { refusal } from '../frame/refusal.js';
import { PaymentCountsQuery } from './payment-counts.query.js';
import { PaymentPage } from './payment.page.js';
import { PaymentsPage } from './payments.page.js';

const PAGE_SIZE = 25;

/** `/dashboard/payments`: what was asked for, and what became of it. */
@DashboardController(VIEWS.payments.path)
export class DashboardPaymentsController {
  constructor(
    private readonly counts: PaymentCountsQuery,
    private readonly options: SandboxOptions,
    private readonly pages: DashboardPages,
    private readonly payments: PaymentsService,
    private readonly searching: PaymentSearch,
    private readonly sellers: Sellers,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  async index(@Query() query: unknown, @Res() response: Response): Promise<void> {
    const around = this.pages.around();
    const fields = new FormFields(query);
    const status = readStatus(fields.text('status'));
    const search = fields.text('search').slice(0, 255);
    const [seller, after] = [fields.given('seller') ?? null, fields.given('after') ?? null];
    const found = await this.searching.list({
      status: status ?? undefined,
      search: search || undefined,
      sellerId: seller ?? undefined,
      after: after ?? undefined,
      limit: PAGE_SIZE + 1,
    });
    const payments = found.slice(0, PAGE_SIZE);
    const hasMore = found.length > PAGE_SIZE;
    this.pages.send(response, around, {
      view: 'payments',
      title: 'Payments',
      done: fields.text('done'),
      content: (
        <PaymentsPage
          payments={payments}
          sellerNames={this.#sellerNames()}
          now={around.clock.now}
          counts={await this.counts.read()}
          next={hasMore ? (payments.at(-1)?.transactionId ?? null) : null}
          {...{ status, seller, search, after }}
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
    await this.#page(response, id, { done: new FormFields(query).text('done') });
  }

  /** Makes of the payment what a customer could. */
  @Post(':id/outcome')
  async outcome(
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const problem = await refusal(() => this.#force(id, new FormFields(body).text('outcome')));
    if (problem !== null) return this.#page(response, id, { problem });
    response.redirect(303, `${paymentPath(id)}?done=forced`);
  }

  @Post(':id/trigger')
  async fire(
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const event = new FormFields(body).text('event');
    const problem = await refusal(() => this.trigger.fire({ event, transactionId: id }));
    if (problem !== null) return this.#page(response, id, { problem });
    response.redirect(303, `${paymentPath(id)}?done=triggered`);
  }

  async #force(id: string, wanted: string): Promise<void> {
    const { checkoutId } = await this.searching.find(id);
    const forced = readForcedOutcome(wanted);
    if (forced === null) {
      throw new SandboxRequestError(`There is no outcome ${JSON.stringify(wanted)}.`);
    }
    const result =
      forced.kind === 'cancel'
        ? await this.payments.cancel(checkoutId)
        : forced.kind === 'expire'
          ? await this.payments.expire(checkoutId)
          : await this.payments.settle(checkoutId, forced.card, forced.outcome);
    const isDone = result.kind === 'settled' || forced.kind === result.kind.replace(/d$/, '');
    if (isDone) return;
    throw new SandboxRequestError(
      `Nothing has changed: the payment is ${result.payment.status} and takes no card any more.`,
    );
  }

  async #page(
    response: Response,
    id: string,
    { problem, done }: { problem?: string; done?: string },
  ): Promise<void> {
    const around = this.pages.around();
    const payment = await this.searching.find(id);
    this.pages.send(response, around, {
      view: 'payments',
      title: `Payment of order ${payment.orderUuid}`,
      status: problem === undefined ? 200 : 422,
      done,
      content: (
        <PaymentPage
          payment={payment}
          state={checkoutState(payment, around.clock.now)}
          timeline={await this.searching.timeline(payment)}
          sellerName={this.#sellerNames().get(payment.sellerId) ?? payment.sellerId}
          origin={this.options.publicUrl}
          now={around.clock.now}
          problem={problem ?? null}
        />
      ),
    });
  }

  #sellerNames(): ReadonlyMap<string, string> {
    return new Map(this.sellers.list().map(({ id, name }) => [id, name]));
  }
}

function readStatus(text: string): PaymentStatus | null {
  return PAYMENT_STATUSES.find((status) => status === text) ?? null;
}
