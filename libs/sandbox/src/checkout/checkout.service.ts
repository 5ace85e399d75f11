import { Injectable } from '@nestjs/common';
import type { CardEntry } from '../cards/card-entry.js';
import { checkCard, keepableFields } from '../cards/card-entry.js';
import { CheckoutPayments } from '../payments/payment.js';
import { SandboxClock } from '../sandbox.clock.js';
import { ChallengeRegister } from './challenge/challenge.register.js';
import { checkoutPath } from './checkout.path.js';
import {
  afterCancelling,
  afterSettling,
  closedPage,
  closedToPaying,
  notFound,
  openPage,
  refusedForm,
} from './checkout.replies.js';
import type { CheckoutReply } from './checkout.reply.js';
import type { CheckoutNow } from './checkout.state.js';
import { checkoutState, secondsLeft } from './checkout.state.js';

/** Decides what a customer's browser is answered. */
@Injectable()
export class CheckoutService {
  constructor(
    private readonly payments: CheckoutPayments,
    private readonly clock: SandboxClock,
    private readonly challenges: ChallengeRegister,
  ) {}

  /** The page as the payment stands. */
  async show(checkoutId: string): Promise<CheckoutReply> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return notFound;
    const now = this.clock.now();
    const state = checkoutState(payment, now);
    return state === 'open' ? openPage(payment, now) : closedPage(payment, state);
  }

  /** Where the payment stands right now. */
  async stateOf(checkoutId: string): Promise<CheckoutNow> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return { state: 'unknown', secondsLeft: 0 };
    const now = this.clock.now();
    return { state: checkoutState(payment, now), secondsLeft: secondsLeft(payment, now) };
  }

  /** Pays with the card in the form. */
  async pay(checkoutId: string, entry: CardEntry): Promise<CheckoutReply> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return notFound;
    const now = this.clock.now();
    const state = checkoutState(payment, now);
    if (state !== 'open') return closedToPaying(payment, state);

    const check = checkCard(entry, now);
    if (check.kind === 'refused') {
      return refusedForm(payment, now, check.problems, keepableFields(entry));
    }
    const { card, answer } = check;
    if (answer.kind === 'challenge') {
      this.challenges.open(payment, { card, completed: answer.completed });
      return { kind: 'redirect', location: checkoutPath(payment, 'challenge') };
    }
    return afterSettling(await this.payments.settle(checkoutId, card, answer), answer);
  }

  /** Turns away from the payment, back to the shop. */
  async cancel(checkoutId: string): Promise<CheckoutReply> {
    if ((await this.payments.findByCheckout(checkoutId)) === null) return notFound;
    return afterCancelling(await this.payments.cancel(checkoutId));
  }
}
