import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  Post,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { checkCard, keepableFields, readCardEntry } from '../cards/card-entry.js';
import type { Reply } from '../pages/reply.js';
import { Page, Redirect, ReplyInterceptor } from '../pages/reply.js';
import type { CardOutcome, Payment } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';
import { SandboxClock } from '../sandbox.clock.js';
import { ChallengeRegister } from './challenge.register.js';
import { CheckoutErrorFilter } from './checkout-error.filter.js';
import { checkoutPath } from './checkout.path.js';
import {
  afterCancelling,
  afterSettling,
  closedPage,
  closedToPaying,
  notFound,
  openPage,
  sellerUrls,
  unknownOutcome,
} from './checkout.replies.js';
import type { CheckoutNow, ClosedState } from './checkout.state.js';
import { checkoutState, secondsLeft } from './checkout.state.js';
import { readForcedOutcome } from './forced-outcome.js';
import { ChallengePage } from './views/challenge-page.js';

const authenticationFailed: CardOutcome = { kind: 'declined', reason: 'authentication_failed' };

/** The hosted checkout page and its forms. */
@Controller('checkout/:checkoutId')
@UseFilters(CheckoutErrorFilter)
@UseInterceptors(ReplyInterceptor)
export class CheckoutController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly clock: SandboxClock,
    private readonly challenges: ChallengeRegister,
  ) {}

  /** The page in the payment's current state. */
  @Get()
  show(@Param('checkoutId') id: string): Promise<Reply> {
    return this.#whileOpen(id, closedPage, openPage);
  }

  /** The payment's current state, for the countdown of an open page. */
  @Get('state')
  @Header('Cache-Control', 'no-store')
  async state(@Param('checkoutId') id: string): Promise<CheckoutNow> {
    const payment = await this.payments.findByCheckout(id);
    if (payment === null) return { state: 'unknown', secondsLeft: 0 };
    const now = this.clock.now();
    return { state: checkoutState(payment, now), secondsLeft: secondsLeft(payment, now) };
  }

  /** Pays with the card in the form. */
  @Post('pay')
  pay(@Param('checkoutId') id: string, @Body() body: unknown): Promise<Reply> {
    return this.#whileOpen(id, closedToPaying, async (payment, now) => {
      const entry = readCardEntry(body);
      const check = checkCard(entry, now);
      if (check.kind === 'refused') {
        return openPage(payment, now, { problems: check.problems, ...keepableFields(entry) });
      }
      const { card, answer } = check;
      if (answer.kind === 'challenge') {
        this.challenges.open(payment, { card, completed: answer.completed });
        return new Redirect(checkoutPath(payment, 'challenge'));
      }
      return afterSettling(await this.payments.settle(id, card, answer), answer);
    });
  }

  /** Cancels the payment and sends the customer back to the shop. */
  @Post('cancel')
  async cancel(@Param('checkoutId') id: string): Promise<Reply> {
    if ((await this.payments.findByCheckout(id)) === null) return notFound;
    return afterCancelling(await this.payments.cancel(id));
  }

  /** The page on which a customer's bank asks for confirmation (3-D Secure). Without a challenge, the checkout page. */
  @Get('challenge')
  showChallenge(@Param('checkoutId') id: string): Promise<Reply> {
    return this.#whileOpen(id, closedPage, (payment) => {
      const challenge = this.challenges.find(id);
      if (challenge === undefined) return new Redirect(checkoutPath(payment));
      return new Page(<ChallengePage payment={payment} card={challenge.card} />, {
        formTargets: sellerUrls(payment),
      });
    });
  }

  /**
   * Ends the 3-D Secure challenge.
   *
   * @param answer `complete`, `fail`, or anything else, which abandons it: nothing is settled, and the checkout page
   *   accepts another card
   */
  @Post('challenge')
  answerChallenge(
    @Param('checkoutId') id: string,
    @Body('answer') answer: unknown,
  ): Promise<Reply> {
    return this.#whileOpen(id, closedToPaying, async (payment) => {
      const challenge = this.challenges.take(id);
      if (challenge === undefined || (answer !== 'complete' && answer !== 'fail')) {
        return new Redirect(checkoutPath(payment));
      }
      const outcome = answer === 'complete' ? challenge.completed : authenticationFailed;
      return afterSettling(await this.payments.settle(id, challenge.card, outcome), outcome);
    });
  }

  /**
   * Forces an outcome, then leads on as the real one would: the buttons of the test bar.
   *
   * @param wanted `succeed`, `expire`, `cancel`, or the reason of a decline
   */
  @Post('force')
  force(@Param('checkoutId') id: string, @Body('outcome') wanted: unknown): Promise<Reply> {
    const forced = readForcedOutcome(wanted);
    const closed = forced === null ? () => unknownOutcome : closedToPaying;
    return this.#whileOpen(id, closed, async (payment) => {
      if (forced === null) return unknownOutcome;
      if (forced.kind === 'cancel') return afterCancelling(await this.payments.cancel(id));
      if (forced.kind === 'settle') {
        const { card, outcome } = forced;
        return afterSettling(await this.payments.settle(id, card, outcome), outcome);
      }
      await this.payments.expire(id);
      return new Redirect(checkoutPath(payment));
    });
  }

  /** Opening the address of an action, by hand or from the history, leads to the page. */
  @Get(['pay', 'cancel', 'force'])
  backToPage(@Param('checkoutId') checkoutId: string): Reply {
    return new Redirect(checkoutPath({ checkoutId }));
  }

  /** Answers for a payment that accepts a card, or else for one that does not. */
  async #whileOpen(
    checkoutId: string,
    closed: (payment: Payment, state: ClosedState) => Reply,
    open: (payment: Payment, now: Date) => Reply | Promise<Reply>,
  ): Promise<Reply> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return notFound;
    const now = this.clock.now();
    const state = checkoutState(payment, now);
    return state === 'open' ? open(payment, now) : closed(payment, state);
  }
}
