import type { TestCard } from '../cards/test-cards.js';
import { TEST_CARDS } from '../cards/test-cards.js';
import type { Payment } from '../payments/payment.js';

/** How a customer pays. */
export interface PayOptions {
  /** What the customer does on the 3-D Secure page, when the card leads there. Default `complete`. */
  readonly challenge?: 'complete' | 'fail' | 'abandon' | undefined;
}

/** What the checkout answered to a customer. */
export interface CheckoutAnswer {
  /** 303 sent on · 422 the card's fields are wrong · 410 nothing can be paid any more. */
  readonly status: number;
  /** Where the customer was sent; null when nowhere. */
  readonly location: string | null;
}

/** A customer without a browser: fills in the real forms of the checkout page, over HTTP. */
export class Customer {
  /** @param url the sandbox's own address, without a slash at the end. */
  constructor(private readonly url: string) {}

  /**
   * Pays with a card.
   *
   * @param now the sandbox's time: the card is good for some years from then.
   */
  async pay(
    payment: Payment,
    card: TestCard | string,
    now: Date,
    { challenge = 'complete' }: PayOptions = {},
  ): Promise<CheckoutAnswer> {
    const { number } = typeof card === 'string' ? { number: card } : card;
    const answer = await this.#post(payment, 'pay', {
      number,
      expiry: `12/${now.getUTCFullYear() + 3}`,
      name: [payment.firstName, payment.lastName].filter(Boolean).join(' ') || 'Test Customer',
      code: number === TEST_CARDS.amex.number ? '1234' : '123',
    });
    return answer.location?.endsWith('/challenge')
      ? this.#post(payment, 'challenge', { answer: challenge })
      : answer;
  }

  /** Presses cancel. */
  cancel(payment: Payment): Promise<CheckoutAnswer> {
    return this.#post(payment, 'cancel', {});
  }

  async #post(
    { checkoutId }: Payment,
    action: 'pay' | 'challenge' | 'cancel',
    fields: Record<string, string>,
  ): Promise<CheckoutAnswer> {
    const response = await fetch(`${this.url}/checkout/${checkoutId}/${action}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    await response.arrayBuffer();
    return { status: response.status, location: response.headers.get('location') };
  }
}
