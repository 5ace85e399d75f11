import type { Insertable, Selectable } from 'kysely';
import type { PaymentTable } from '../store/sandbox.schema.js';
import type { Payment } from './payment.js';

/** A payment to be inserted. */
export function toRow(payment: Omit<Payment, 'sellerName'>): Insertable<PaymentTable> {
  return {
    checkout_id: payment.checkoutId,
    transaction_id: payment.transactionId,
    seller_id: payment.sellerId,
    order_uuid: payment.orderUuid,
    amount: payment.amount,
    email: payment.email,
    success_url: payment.successUrl,
    cancel_url: payment.cancelUrl,
    product_title: payment.productTitle,
    first_name: payment.firstName,
    last_name: payment.lastName,
    status: payment.status,
    closed: payment.closed,
    decline_reason: payment.declineReason,
    card_brand: payment.card?.brand ?? null,
    card_last_four: payment.card?.lastFour ?? null,
    created_at: payment.createdAt.getTime(),
    expires_at: payment.expiresAt.getTime(),
    paid_at: payment.paidAt?.getTime() ?? null,
  };
}

/** A payment as it was read. */
export function fromRow(row: Selectable<PaymentTable>, sellerName: string): Payment {
  return {
    checkoutId: row.checkout_id,
    transactionId: row.transaction_id,
    sellerId: row.seller_id,
    sellerName,
    orderUuid: row.order_uuid,
    amount: row.amount,
    email: row.email,
    successUrl: row.success_url,
    cancelUrl: row.cancel_url,
    productTitle: row.product_title,
    firstName: row.first_name,
    lastName: row.last_name,
    status: row.status,
    closed: row.closed,
    declineReason: row.decline_reason,
    card:
      row.card_brand === null || row.card_last_four === null
        ? null
        : { brand: row.card_brand, lastFour: row.card_last_four },
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    paidAt: row.paid_at === null ? null : new Date(row.paid_at),
  };
}
