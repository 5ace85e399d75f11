import { Injectable } from '@nestjs/common';
import { TEST_CARDS } from '../cards/test-cards.js';
import type { CheckoutState } from '../checkout/checkout.state.js';
import { checkoutState } from '../checkout/checkout.state.js';
import type { ChallengeAnswer, CheckoutAnswer } from '../customer/customer.js';
import { CHALLENGE_ANSWERS, Customer } from '../customer/customer.js';
import type { Payment } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { IsOneOf, Optional, Satisfies } from '../validation/rules.js';

const CARD_NAMES = Object.entries(TEST_CARDS)
  .filter(([, { outcome }]) => outcome.kind !== 'wrong_number')
  .map(([name]) => name)
  .join(', ');

/** How a payment is paid. */
export class PayRequest {
  /** A test card’s name, such as `visa`, `declined` or `challengeThenPaid`, or its number. Default: `visa`. */
  @Optional()
  @Satisfies('isCard', (card) =>
    // A number that is wrong may be a real one, so it is never repeated.
    typeof card === 'string' && (Object.hasOwn(TEST_CARDS, card) || /^[\d -]{12,40}$/.test(card))
      ? null
      : `must be the number of a test card, or one of ${CARD_NAMES}.`,
  )
  readonly card?: string | undefined;

  /** What the customer does on the 3-D Secure page, if the card leads there. Default: `complete`. */
  @Optional()
  @IsOneOf(CHALLENGE_ANSWERS)
  readonly challenge?: ChallengeAnswer | undefined;
}

/** What a developer does to a payment in its customer's place. */
@Injectable()
export class PaymentActions {
  constructor(
    private readonly clock: SandboxClock,
    private readonly customer: Customer,
    private readonly payments: PaymentsService,
  ) {}

  /**
   * Pays with the forms of the checkout page.
   *
   * @returns the payment afterwards.
   * @throws {SandboxNotFoundError} when there is no such payment.
   * @throws {SandboxRequestError} when the checkout refuses the card, or the payment can no longer be paid.
   */
  async pay(reference: string, { card = 'visa', challenge }: PayRequest): Promise<Payment> {
    const known = Object.entries(TEST_CARDS).find(([name]) => name === card)?.[1];
    const { transactionId } = await this.#openPayment(reference);
    return this.#after(
      transactionId,
      this.customer.pay(transactionId, known?.number ?? card, { challenge }),
    );
  }

  /**
   * Cancels with the button of the checkout page.
   *
   * @returns the payment afterwards.
   * @throws {SandboxNotFoundError} when there is no such payment.
   * @throws {SandboxRequestError} when it can no longer be paid anyway.
   */
  async cancel(reference: string): Promise<Payment> {
    const { transactionId } = await this.#openPayment(reference);
    return this.#after(transactionId, this.customer.cancel(transactionId));
  }

  /**
   * Ends the payment's window now, as if its 30 minutes had passed.
   *
   * @returns the payment afterwards.
   * @throws {SandboxNotFoundError} when there is no such payment.
   * @throws {SandboxRequestError} when it can no longer be paid anyway.
   */
  async expire(reference: string): Promise<Payment> {
    const { checkoutId } = await this.#openPayment(reference);
    return (await this.payments.expire(checkoutId)).payment;
  }

  async #openPayment(reference: string): Promise<Payment> {
    const payment = await this.payments.find(reference);
    const state = checkoutState(payment, this.clock.now());
    if (state !== 'open') throw nothingChanged(payment, state);
    return payment;
  }

  /** The payment after the checkout has answered its customer. */
  async #after(transactionId: string, answering: Promise<CheckoutAnswer>): Promise<Payment> {
    const status = await answering.then(
      (answer) => answer.status,
      // A fault of the checkout has cut the connection.
      () => null,
    );
    const payment = await this.payments.find(transactionId);
    if (status === 303) return payment;
    if (status === 410) {
      throw nothingChanged(payment, checkoutState(payment, this.clock.now()));
    }
    throw new SandboxRequestError(
      status === 422
        ? `The checkout refused the card’s number, and nothing has changed. Use a test card: ${CARD_NAMES}.`
        : `The checkout ${status === null ? 'did not answer' : `answered ${status}`}, and the payment is ${payment.status}. See whether a fault is set for it: GET /_sandbox/faults.`,
    );
  }
}

function nothingChanged({ status, transactionId }: Payment, state: CheckoutState) {
  const now = state === 'cancelled' ? `${status}, cancelled by the customer` : status;
  return new SandboxRequestError(
    `Nothing has changed: ${transactionId} is ${now}, and can no longer be paid. Create a payment for a new order.`,
  );
}
