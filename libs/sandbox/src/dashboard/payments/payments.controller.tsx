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
import { ListQueries } from '../frame/list.queries.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { PaymentPage } from './payment.page.js';
import { PaymentsPage } from './payments.page.js';

const PAGE_SIZE = 25;

/** `/dashboard/payments`: the payments and what happened to them. */
@DashboardController(VIEWS.payments.path)
export class DashboardPaymentsController {
  constructor(
    private readonly clock: ClockControl,
    private readonly lists: ListQueries,
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
    private readonly sellers: Sellers,
    private readonly trigger: Trigger,
  ) {}

  @Get()
  async index(@Query() query: FormFields): Promise<View> {
    const filter = {
      status: PAYMENT_STATUSES.find((status) => status === query.text('status')),
      search:
        Array.from(query.given('search') ?? '')
          .slice(0, 255)
          .join('') || undefined,
      sellerId: query.given('seller'),
      after: query.given('after'),
      limit: PAGE_SIZE,
    };
    const found = await this.payments.page(filter);
    const counts = await this.lists.paymentCounts();
    const sellers = this.sellers.list();
    const page = <PaymentsPage {...found} filter={filter} counts={counts} sellers={sellers} />;
    return new View('payments', 'Payments', page);
  }

  @Get(':id')
  async show(@Param('id') id: string): Promise<View> {
    const payment = await this.payments.find(id);
    return new View(
      'payments',
      `Payment for order ${payment.orderUuid}`,
      <PaymentPage
        payment={payment}
        isOpen={checkoutState(payment, this.clock.now()) === 'open'}
        timeline={await this.payments.timeline(payment)}
        origin={this.options.publicUrl}
      />,
    );
  }

  /** Does to the payment what a customer could do. */
  @Post(':id/outcome')
  outcome(@Param('id') id: string, @Body() fields: FormFields): Promise<View | Redirect> {
    const action = () => this.#force(id, fields.text('outcome'));
    return submit(action, redirectTo(paymentPath(id), 'forced'), () => this.show(id));
  }

  @Post(':id/trigger')
  fire(@Param('id') id: string, @Body() fields: FormFields): Promise<View | Redirect> {
    const action = () => this.trigger.fire({ event: fields.text('event'), transactionId: id });
    return submit(action, redirectTo(paymentPath(id), 'triggered'), () => this.show(id));
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
}
