import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { checkoutState } from '../../checkout/checkout.state.js';
import { readForcedOutcome } from '../../checkout/forced-outcome.js';
import { ClockControl } from '../../clock/clock.control.js';
import { Trigger } from '../../control/trigger.service.js';
import type { Redirect } from '../../pages/reply.js';
import { PAYMENT_STATUSES } from '../../payments/payment.js';
import { PaymentsService } from '../../payments/payments.service.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { SandboxOptions } from '../../sandbox.options.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS, paymentPath } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { PaymentCountsQuery } from './payment-counts.query.js';
import { PaymentPage } from './payment.page.js';
import { PaymentsPage } from './payments.page.js';

const PAGE_SIZE = 25;

/** `/dashboard/payments`: the payments and what happened to them. */
@DashboardController(VIEWS.payments.path)
export class DashboardPaymentsController {
  constructor(
    private readonly clock: ClockControl,
    private readonly counts: PaymentCountsQuery,
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
    private readonly sellers: Sellers,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  async index(@Query() query: unknown): Promise<View> {
    const fields = new FormFields(query);
    const status = PAYMENT_STATUSES.find((each) => each === fields.text('status')) ?? null;
    const search = fields.text('search').slice(0, 255);
    const [seller, after] = [fields.given('seller') ?? null, fields.given('after') ?? null];
    const found = await this.payments.list({
      status: status ?? undefined,
      search: search || undefined,
      sellerId: seller ?? undefined,
      after: after ?? undefined,
      limit: PAGE_SIZE + 1,
    });
    const payments = found.slice(0, PAGE_SIZE);
    const hasMore = found.length > PAGE_SIZE;
    return new View(
      'payments',
      'Payments',
      <PaymentsPage
        payments={payments}
        sellerNames={this.#sellerNames()}
        counts={await this.counts.read()}
        next={hasMore ? (payments.at(-1)?.transactionId ?? null) : null}
        {...{ status, seller, search, after }}
      />,
    );
  }

  @Get(':id')
  show(@Param('id') id: string): Promise<View> {
    return this.#view(id, null);
  }

  /** Does to the payment what a customer could do. */
  @Post(':id/outcome')
  outcome(@Param('id') id: string, @Body() body: unknown): Promise<View | Redirect> {
    return submit(
      () => this.#force(id, new FormFields(body).text('outcome')),
      () => redirectTo(paymentPath(id), 'forced'),
      (problem) => this.#view(id, problem),
    );
  }

  @Post(':id/trigger')
  fire(@Param('id') id: string, @Body() body: unknown): Promise<View | Redirect> {
    const event = new FormFields(body).text('event');
    return submit(
      () => this.trigger.fire({ event, transactionId: id }),
      () => redirectTo(paymentPath(id), 'triggered'),
      (problem) => this.#view(id, problem),
    );
  }

  async #force(id: string, wanted: string): Promise<void> {
    const { checkoutId } = await this.payments.find(id);
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
      `Nothing has changed: the payment is ${result.payment.status} and no longer accepts a card.`,
    );
  }

  async #view(id: string, problem: string | null): Promise<View> {
    const payment = await this.payments.find(id);
    return new View(
      'payments',
      `Payment for order ${payment.orderUuid}`,
      <PaymentPage
        payment={payment}
        isOpen={checkoutState(payment, this.clock.now()) === 'open'}
        timeline={await this.payments.timeline(payment)}
        sellerName={this.#sellerNames().get(payment.sellerId) ?? payment.sellerId}
        origin={this.options.publicUrl}
        problem={problem}
      />,
    );
  }

  #sellerNames(): ReadonlyMap<string, string> {
    return new Map(this.sellers.list().map(({ id, name }) => [id, name]));
  }
}
