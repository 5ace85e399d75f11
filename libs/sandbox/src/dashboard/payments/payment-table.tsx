import { formatAmount } from '../../pages/amount.js';
import type { Payment } from '../../payments/payment.js';
import { paymentPath } from '../dashboard.path.js';
import { Ago } from '../frame/ago.js';
import { PaymentBadge } from '../frame/status-badge.js';

export interface PaymentTableProps {
  readonly payments: readonly Payment[];
  /** Names by seller id; a list with one seller does not name it. */
  readonly sellerNames: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** Payments, newest first; each row leads to its payment. */
export function PaymentTable({ payments, sellerNames, now }: PaymentTableProps) {
  const namesSellers = sellerNames.size > 1;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">Amount</th>
          <th scope="col">Status</th>
          <th scope="col">Order</th>
          <th scope="col">Customer</th>
          {namesSellers ? <th scope="col">Seller</th> : null}
          <th scope="col">Created</th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => {
          const { transactionId, amount, status, orderUuid, email, sellerId, createdAt } = payment;
          return (
            <tr key={transactionId} id={transactionId}>
              <td class="amount">{formatAmount(amount)}</td>
              <td>
                <PaymentBadge status={status} />
              </td>
              <th scope="row" class="wide order">
                <a class="row-link" href={paymentPath(transactionId)}>
                  {orderUuid}
                </a>
              </th>
              <td class="soft">{email}</td>
              {namesSellers ? <td class="soft">{sellerNames.get(sellerId)}</td> : null}
              <td class="last soft">
                <Ago at={createdAt} now={now} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
