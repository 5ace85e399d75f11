import type { SchemaObject } from '@nestjs/swagger';
import {
  component,
  componentOrNull,
  list,
  object,
  oneWordOf,
  orNull,
  text,
  time,
} from './schema.js';

const outcome = {
  closed: orNull(
    oneWordOf(
      ['cancelled', 'declined'],
      'What closed it before its window ended; null while a card would be taken.',
    ),
  ),
  declineReason: orNull(
    oneWordOf(
      [
        'card_declined',
        'insufficient_funds',
        'lost_card',
        'stolen_card',
        'expired_card',
        'incorrect_code',
        'processing_error',
        'fraudulent',
        'authentication_failed',
      ],
      'Why the last card was declined; null when none was.',
    ),
  ),
};

const shared = {
  email: text('The customer’s e-mail address.'),
};

const orderUuid = text('The seller’s id of the order.');
const transactionId = text('The gateway’s id of the payment.');
const amount = text('Exact, in major units with two places.');
const productTitle = orNull(text('Shown on the checkout page.'));
const firstName = orNull(text('The customer’s first name.'));
const lastName = orNull(text('The customer’s last name.'));
const successUrl = text('Where the customer is sent after paying.');
const cancelUrl = text('Where the customer is sent after cancelling or a decline.');
const createdAt = time('When it was created, by the sandbox’s clock.');
const expiresAt = time('30 minutes after that: nothing can be paid any more.');
const paidAt = orNull(time('When it was paid; null while it is not.'));
const sellerId = text('Who is paid.');
const sellerName = text('By what name customers know the seller.');

const controlOutcome = { ...outcome, card: componentOrNull('Card') };
const adminOutcome = {
  closed: outcome.closed,
  decline_reason: outcome.declineReason,
  card: componentOrNull('AdminCard'),
};

const payment = {
  checkoutId: text('The uuid in the checkout URL.', { format: 'uuid' }),
  transactionId,
  sellerId,
  sellerName,
  orderUuid,
  amount,
  ...shared,
  successUrl,
  cancelUrl,
  productTitle,
  firstName,
  lastName,
  status: component('PaymentStatus'),
  ...controlOutcome,
  createdAt,
  expiresAt,
  paidAt,
};

const at = time('When, by the sandbox’s clock.');
const kind = (word: string) => ({ type: 'string', enum: [word] });

const brand = text('Such as `Visa`.');
const lastDigits = text('Its last four digits.');

/** Payments as the control API and the admin endpoints show them. */
export const paymentSchemas = {
  PaymentStatus: oneWordOf(
    ['Pending', 'Paid', 'Declined', 'Expired'],
    'Where it stands. `Paid` is safe to fulfil.',
  ),
  Card: object({ brand, lastFour: lastDigits }),
  Payment: object(payment),
  PaymentWithTimeline: object({ ...payment, timeline: list(component('TimelineEntry')) }),
  TimelineEntry: {
    description: 'Something that happened to a payment.',
    oneOf: [
      object({ kind: kind('created'), at }),
      object({
        kind: kind('changed'),
        at,
        status: component('PaymentStatus'),
        ...controlOutcome,
      }),
      object({ kind: kind('webhook'), at, webhook: component('WebhookLogEntry') }),
    ],
  },
  AdminCard: object({ brand, last_four: lastDigits }),
  AdminPayment: object({
    transaction_id: transactionId,
    order_uuid: orderUuid,
    seller_id: sellerId,
    seller_name: sellerName,
    total_amount: amount,
    payment_status: component('PaymentStatus'),
    ...shared,
    first_name: firstName,
    last_name: lastName,
    product_title: productTitle,
    success_url: successUrl,
    cancel_url: cancelUrl,
    created_at: createdAt,
    expires_at: expiresAt,
    paid_at: paidAt,
    ...adminOutcome,
  }),
  AdminTimelineEntry: {
    description: 'Something that happened to a payment.',
    oneOf: [
      object({ kind: kind('created'), at }),
      object({
        kind: kind('changed'),
        at,
        payment_status: component('PaymentStatus'),
        ...adminOutcome,
      }),
      object({ kind: kind('webhook'), at, webhook: component('AdminWebhook') }),
    ],
  },
} satisfies Record<string, SchemaObject>;
