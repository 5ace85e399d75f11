import { Injectable } from '@nestjs/common';
import type { CardOutcome, Payment } from '../../payments/payment.js';
import { CheckoutPayments } from '../../payments/payment.js';
import { SandboxClock } from '../../sandbox.clock.js';
import { checkoutPath } from '../checkout.path.js';
import {
  afterSettling,
  closedPage,
  closedToPaying,
  notFound,
  sellerUrls,
} from '../checkout.replies.js';
import type { CheckoutReply } from '../checkout.reply.js';
import { checkoutState } from '../checkout.state.js';
import { ChallengePage } from './challenge-page.js';
import { ChallengeRegister } from './challenge.register.js';

const authenticationFailed: CardOutcome = { kind: 'declined', reason: 'authentication_failed' };

/** Decides what the challenge page of 3-D Secure answers. */
@Injectable()
export class ChallengeService {
  constructor(
    private readonly payments: CheckoutPayments,
    private readonly clock: SandboxClock,
    private readonly challenges: ChallengeRegister,
  ) {}

  /** The challenge under way; without one, the checkout page. */
  async show(checkoutId: string): Promise<CheckoutReply> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return notFound;
    const state = checkoutState(payment, this.clock.now());
    if (state !== 'open') return closedPage(payment, state);
    const challenge = this.challenges.find(checkoutId);
    if (challenge === undefined) return backToCheckout(payment);
    return {
      kind: 'page',
      status: 200,
      document: <ChallengePage payment={payment} card={challenge.card} />,
      formTargets: sellerUrls(payment),
    };
  }

  /**
   * Ends the challenge.
   *
   * @param answer `complete`, `fail`, or anything else, which abandons: nothing is settled, and the
   *   checkout page takes another card
   */
  async answer(checkoutId: string, answer: unknown): Promise<CheckoutReply> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return notFound;
    const challenge = this.challenges.take(checkoutId);
    const state = checkoutState(payment, this.clock.now());
    if (state !== 'open') return closedToPaying(payment, state);
    if (challenge === undefined || (answer !== 'complete' && answer !== 'fail')) {
      return backToCheckout(payment);
    }
    const outcome = answer === 'complete' ? challenge.completed : authenticationFailed;
    return afterSettling(await this.payments.settle(checkoutId, challenge.card, outcome), outcome);
  }
}

function backToCheckout(payment: Payment): CheckoutReply {
  return { kind: 'redirect', location: checkoutPath(payment) };
}
