import type { Account } from '../payments/payment.js';
import type { Payment, PaymentMetadata } from '../payments/payment.js';
import type { PaymentRow } from './payments.queries.js';

/** Makes the public payment of a row. */
export function toPayment(row: PaymentRow, account: Account): Payment {
  return {
    account: row.account,
    orderUuid: row.orderUuid,
    transactionId: row.transactionId,
    url: row.url,
    status: row.status,
    amount: row.amount,
    currency: account.currency,
    email: row.email,
    productTitle: row.productTitle,
    metadata: JSON.parse(row.metadata) as PaymentMetadata,
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
    paidAt: row.paidAt === null ? null : new Date(row.paidAt),
    updatedAt: new Date(row.updatedAt),
    gatewayStatus: row.gatewayStatus,
    checkedAt: row.checkedAt === null ? null : new Date(row.checkedAt),
  };
}
