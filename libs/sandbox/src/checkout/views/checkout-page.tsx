import type { ComponentChildren } from 'preact';
import { formatAmount } from '../../pages/amount.js';
import { Document } from '../../pages/document.js';
import { Facts } from '../../pages/facts.js';
import { pageAssets } from '../../pages/asset.js';
import type { Payment } from '../../payments/payment.js';
import { checkoutPath } from '../checkout.path.js';

const assets = pageAssets('checkout', [
  'checkout/styles/page.css',
  'checkout/styles/form.css',
  'checkout/styles/test-bar.css',
]);

export interface CheckoutPageProps {
  readonly title: string;
  /** None on an error page. */
  readonly payment?: Payment;
  /** Precedes the seller's name: `Pay`, `Paid to`. */
  readonly lead?: string | undefined;
  /** The part of the checkout that the page's own address names. */
  readonly action?: 'challenge';
  /** Replaces the plain sandbox mark. */
  readonly mark?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The layout of all checkout pages: what is paid on one side, what to do on the other. */
export function CheckoutPage(props: CheckoutPageProps) {
  const { title, payment, lead, action, mark, children } = props;
  return (
    <Document title={title} {...assets} mark={mark}>
      <main class="checkout" data-address={payment && checkoutPath(payment, action)}>
        {payment === undefined ? (
          <div class="summary" />
        ) : (
          <OrderSummary payment={payment} lead={lead} />
        )}
        <div class="desk">{children}</div>
      </main>
    </Document>
  );
}

function OrderSummary({
  payment,
  lead,
}: Pick<CheckoutPageProps, 'lead'> & { readonly payment: Payment }) {
  const { productTitle, orderUuid, email, amount, sellerName } = payment;
  return (
    <section class="summary" aria-labelledby="summary-title">
      <div class="summary-content">
        <h1 id="summary-title">
          <span class="payee">
            {lead} {sellerName}
          </span>{' '}
          <span class="amount">{formatAmount(amount)}</span>
        </h1>
        <Facts facts={{ For: productTitle, Order: orderUuid, Email: email }} />
      </div>
    </section>
  );
}
