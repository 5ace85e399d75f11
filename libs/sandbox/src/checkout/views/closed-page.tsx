import { formatAmount } from '../../pages/amount.js';
import type { CardSummary, Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';
import type { CheckoutState } from '../checkout.state.js';
import { isWebUrl, sellerName } from '../seller.js';
import { CheckoutDocument } from './checkout-document.js';
import { OrderSummary } from './order-summary.js';
import { StatePanel } from './state-panel.js';

/** The page of a payment that takes no card any more. */
export function ClosedPage(props: {
  readonly payment: Payment;
  readonly state: Exclude<CheckoutState, 'open'>;
}) {
  const { payment, state } = props;
  const { title, text } = WORDS[state](payment);
  const shopUrl = state === 'paid' ? payment.successUrl : payment.cancelUrl;
  return (
    <CheckoutDocument title={title} address={checkoutPath(payment)}>
      <OrderSummary payment={payment} lead={state === 'paid' ? 'Paid to' : 'Payment to'} />
      <div class="desk">
        <StatePanel tone={state === 'paid' ? 'good' : 'calm'} title={title} text={text}>
          {isWebUrl(shopUrl) ? (
            <a class="button button-primary" href={shopUrl}>
              Return to {sellerName(payment)}
            </a>
          ) : null}
        </StatePanel>
      </div>
    </CheckoutDocument>
  );
}

type Words = (payment: Payment) => { readonly title: string; readonly text: string };

const WORDS: Readonly<Record<Exclude<CheckoutState, 'open'>, Words>> = {
  paid: ({ amount, card }) => ({
    title: 'This payment is already paid',
    text:
      card === null
        ? `${formatAmount(amount)} was paid. Nothing more will be charged.`
        : `${formatAmount(amount)} was paid with the ${card.brand} card ending in ${card.lastFour}. Nothing more will be charged.`,
  }),
  expired: () => ({
    title: 'This payment has expired',
    text: 'The time to pay is over, and nothing was charged. Go back to the shop and place the order again.',
  }),
  cancelled: () => ({
    title: 'This payment was cancelled',
    text: 'Nothing was charged. If you still want to pay, go back to the shop and place the order again.',
  }),
  declined: ({ card }) => ({
    title: 'This payment was declined',
    text: `${cardName(card)} was declined, and nothing was charged. If you still want to pay, go back to the shop and place the order again.`,
  }),
};

function cardName(card: CardSummary | null): string {
  return card === null ? 'The card' : `The ${card.brand} card ending in ${card.lastFour}`;
}
