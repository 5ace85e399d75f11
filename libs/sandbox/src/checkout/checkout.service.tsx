import { Injectable } from '@nestjs/common';
import { checkCard, keepableFields } from '../cards/card-entry.js';
import type { CardEntry } from '../cards/card-problems.js';
import { Page, Redirect } from '../pages/reply.js';
import type { Reply } from '../pages/reply.js';
import type { CardOutcome, Payment } from '../payments/payment.js';
import { CheckoutPayments } from '../payments/payment.js';
import { SandboxClock } from '../sandbox.clock.js';
import { ChallengeRegister } from './challenge.register.js';
import { checkoutPath } from './checkout.path.js';
import {
  afterCancelling,
  afterSettling,
  closedPage,
  closedToPaying,
  notFound,
  openPage,
  refusedForm,
  sellerUrls,
  unknownOutcome,
} from './checkout.replies.js';
import type { CheckoutNow, ClosedState } from './checkout.state.js';
import { checkoutState, secondsLeft } from './checkout.state.js';
import { readForcedOutcome } from './forced-outcome.js';
import { ChallengePage } from './views/challenge-page.js';

const authenticationFailed: CardOutcome = { kind: 'declined', reason: 'authentication_failed' };

/** Decides how the checkout answers a customer's browser. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly payments: CheckoutPayments,
    private readonly clock: SandboxClock,
    private readonly challenges: ChallengeRegister,
  ) {}

  /** The page in the payment's current state. */
  show(checkoutId: string): Promise<Reply> {
    return this.#whileOpen(checkoutId, closedPage, openPage);
  }

  /** The payment's current state, for the countdown of an open page. */
  async stateOf(checkoutId: string): Promise<CheckoutNow> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return { state: 'unknown', secondsLeft: 0 };
    const now = this.clock.now();
    return { state: checkoutState(payment, now), secondsLeft: secondsLeft(payment, now) };
  }

  /** Pays with the card in the form. */
  pay(checkoutId: string, entry: CardEntry): Promise<Reply> {
    return this.#whileOpen(checkoutId, closedToPaying, async (payment, now) => {
      const check = checkCard(entry, now);
      if (check.kind === 'refused') {
        return refusedForm(payment, now, check.problems, keepableFields(entry));
      }
      const { card, answer } = check;
      if (answer.kind === 'challenge') {
        this.challenges.open(payment, { card, completed: answer.completed });
        return new Redirect(checkoutPath(payment, 'challenge'));
      }
      return afterSettling(await this.payments.settle(checkoutId, card, answer), answer);
    });
  }

  /** Cancels the payment and sends the customer back to the shop. */
  async cancel(checkoutId: string): Promise<Reply> {
    if ((await this.payments.findByCheckout(checkoutId)) === null) return notFound;
    return afterCancelling(await this.payments.cancel(checkoutId));
  }

  /** The open 3-D Secure challenge; without one, the checkout page. */
  showChallenge(checkoutId: string): Promise<Reply> {
    return this.#whileOpen(checkoutId, closedPage, (payment) => {
      const challenge = this.challenges.find(checkoutId);
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
  answerChallenge(checkoutId: string, answer: unknown): Promise<Reply> {
    return this.#whileOpen(checkoutId, closedToPaying, async (payment) => {
      const challenge = this.challenges.take(checkoutId);
      if (challenge === undefined || (answer !== 'complete' && answer !== 'fail')) {
        return new Redirect(checkoutPath(payment));
      }
      const outcome = answer === 'complete' ? challenge.completed : authenticationFailed;
      const settled = await this.payments.settle(checkoutId, challenge.card, outcome);
      return afterSettling(settled, outcome);
    });
  }

  /**
   * Forces an outcome, then leads on as the real one would.
   *
   * @param wanted `succeed`, `expire`, `cancel`, or the reason of a decline
   */
  async force(checkoutId: string, wanted: unknown): Promise<Reply> {
    const forced = readForcedOutcome(wanted);
    return this.#whileOpen(
      checkoutId,
      forced === null ? () => unknownOutcome : closedToPaying,
      async (payment) => {
        if (forced === null) return unknownOutcome;
        if (forced.kind === 'cancel') {
          return afterCancelling(await this.payments.cancel(checkoutId));
        }
        if (forced.kind === 'expire') {
          await this.payments.expire(checkoutId);
          return new Redirect(checkoutPath(payment));
        }
        const { card, outcome } = forced;
        return afterSettling(await this.payments.settle(checkoutId, card, outcome), outcome);
      },
    );
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
