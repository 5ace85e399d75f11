import { Injectable } from '@nestjs/common';
import { CheckoutPayments } from '../../payments/payment.js';
import { SandboxClock } from '../../sandbox.clock.js';
import { checkoutPath } from '../checkout.path.js';
import { afterCancelling, afterSettling, closedToPaying, notFound } from '../checkout.replies.js';
import type { CheckoutReply } from '../checkout.reply.js';
import { checkoutState } from '../checkout.state.js';
import { readForcedOutcome } from './forced-outcome.js';
import { unknownOutcome } from './unknown-outcome.js';

/** Does what the buttons of the test bar ask for, by the same ways as a customer's card. */
@Injectable()
export class ForceService {
  constructor(
    private readonly payments: CheckoutPayments,
    private readonly clock: SandboxClock,
  ) {}

  /**
   * Forces an outcome and leads on as a real one does.
   *
   * @param wanted `succeed`, `expire`, `cancel`, or the reason of a decline
   */
  async force(checkoutId: string, wanted: unknown): Promise<CheckoutReply> {
    const payment = await this.payments.findByCheckout(checkoutId);
    if (payment === null) return notFound;
    const forced = readForcedOutcome(wanted);
    if (forced === null) return unknownOutcome;
    const state = checkoutState(payment, this.clock.now());
    if (state !== 'open') return closedToPaying(payment, state);

    if (forced.kind === 'cancel') return afterCancelling(await this.payments.cancel(checkoutId));
    if (forced.kind === 'expire') {
      await this.payments.expire(checkoutId);
      return { kind: 'redirect', location: checkoutPath(payment) };
    }
    const { card, outcome } = forced;
    return afterSettling(await this.payments.settle(checkoutId, card, outcome), outcome);
  }
}
