import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import { sellerName } from '../seller.js';

export interface OrderSummaryProps {
  readonly payment: Payment;
  /** What comes before the seller's name: `Pay`, `Paid to`. */
  readonly lead: string;
}

/** What is paid, to whom, and for what. */
export function OrderSummary({ payment, lead }: OrderSummaryProps) {
  const { productTitle, orderUuid, email, amount } = payment;
  return (
    <section class="summary" aria-labelledby="summary-title">
      <div class="summary-content">
        <h1 id="summary-title">
          <span class="payee">
            {lead} {sellerName(payment)}
          </span>{' '}
          <span class="amount">{formatAmount(amount)}</span>
        </h1>
        <dl class="facts">
          {productTitle === null ? null : <Fact term="For">{productTitle}</Fact>}
          <Fact term="Order">{orderUuid}</Fact>
          <Fact term="Email">{email}</Fact>
        </dl>
      </div>
    </section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
