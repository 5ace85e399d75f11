import { Injectable } from '@nestjs/common';
import { nameOnCard } from '../cards/card-entry.js';
import { withoutSpacing } from '../cards/card-number.js';
import type { TestCard } from '../cards/test-cards.js';
import { TEST_CARDS } from '../cards/test-cards.js';
import type { Payment } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxOptions } from '../sandbox.options.js';

/** What a customer does on the 3-D Secure page. */
export const CHALLENGE_ANSWERS = ['complete', 'fail', 'abandon'] as const;

export type ChallengeAnswer = (typeof CHALLENGE_ANSWERS)[number];

/** How a customer pays. */
export interface PayOptions {
  /** What the customer does on the 3-D Secure page, when the card leads there. Default `complete`. */
  readonly challenge?: ChallengeAnswer | undefined;
}

/** What the checkout answered to a customer. */
export interface CheckoutAnswer {
  /** 303 sent on · 422 the card's fields are wrong · 410 nothing can be paid any more. */
  readonly status: number;
  /** Where the customer was sent; null when nowhere. */
  readonly location: string | null;
}

/** A customer without a browser: fills in the real forms of the checkout page, over HTTP. */
@Injectable()
export class Customer {
  constructor(
    private readonly clock: SandboxClock,
    private readonly options: SandboxOptions,
    private readonly payments: PaymentsService,
  ) {}

  /**
   * Pays with a card, which is good for some years.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  async pay(
    reference: string,
    card: TestCard | string = TEST_CARDS.visa,
    { challenge = 'complete' }: PayOptions = {},
  ): Promise<CheckoutAnswer> {
    const payment = await this.payments.find(reference);
    const now = this.clock.now();
    const { number } = typeof card === 'string' ? { number: card } : card;
    const answer = await this.#post(payment, 'pay', {
      number,
      expiry: `12/${now.getUTCFullYear() + 3}`,
      name: nameOnCard(payment) || 'Test Customer',
      code: withoutSpacing(number) === TEST_CARDS.amex.number ? '1234' : '123',
    });
    return answer.location?.endsWith('/challenge')
      ? this.#post(payment, 'challenge', { answer: challenge })
      : answer;
  }

  /**
   * Presses cancel.
   *
   * @param reference an order id, a transaction id or a checkout URL.
   * @throws {SandboxNotFoundError} when there is no such payment.
   */
  async cancel(reference: string): Promise<CheckoutAnswer> {
    return this.#post(await this.payments.find(reference), 'cancel', {});
  }

  async #post(
    { checkoutId }: Payment,
    action: 'pay' | 'challenge' | 'cancel',
    fields: Record<string, string>,
  ): Promise<CheckoutAnswer> {
    const response = await fetch(`${this.options.ownUrl}/checkout/${checkoutId}/${action}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    await response.arrayBuffer();
    return { status: response.status, location: response.headers.get('location') };
  }
}
