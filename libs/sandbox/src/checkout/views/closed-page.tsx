import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import { isWebUrl } from '../checkout.path.js';
import type { ClosedState } from '../checkout.state.js';
import { CheckoutPage } from './checkout-page.js';

/** The page of a payment that no longer accepts a card. */
export function ClosedPage(props: { readonly payment: Payment; readonly state: ClosedState }) {
  const { payment, state } = props;
  const { title, text } = WORDS[state](payment);
  const isPaid = state === 'paid';
  const shopUrl = isPaid ? payment.successUrl : payment.cancelUrl;
  return (
    <CheckoutPage title={title} payment={payment} lead={isPaid ? 'Paid to' : 'Payment to'}>
      <div class={isPaid ? 'state state-good' : 'state'}>
        <svg class="state-mark" viewBox="0 0 48 48" aria-hidden="true">
          <circle cx="24" cy="24" r="22.5" />
          <path d={isPaid ? 'M14 25l7 7 13-15' : 'M24 13v14M24 33.5v.5'} />
        </svg>
        <h2>{title}</h2>
        <p>{text}</p>
        {isWebUrl(shopUrl) ? (
          <a class="button button-primary" href={shopUrl}>
            Return to {payment.sellerName}
          </a>
        ) : null}
      </div>
    </CheckoutPage>
  );
}

/** A page that belongs to no payment: the address is wrong, or something failed. */
export function ErrorPage({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <CheckoutPage title={title}>
      <div class="state">
        <h1>{title}</h1>
        <p>{text}</p>
      </div>
    </CheckoutPage>
  );
}

type Words = (payment: Payment) => { readonly title: string; readonly text: string };

const WORDS: Readonly<Record<ClosedState, Words>> = {
  paid: ({ amount, card }) => ({
    title: 'This payment is already paid',
    text: `${formatAmount(amount)} was paid${
      card === null ? '' : ` with the ${card.brand} card ending in ${card.lastFour}`
    }. You will not be charged again.`,
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
    text: `The ${
      card === null ? 'card' : `${card.brand} card ending in ${card.lastFour}`
    } was declined, and nothing was charged. If you still want to pay, go back to the shop and place the order again.`,
  }),
};
