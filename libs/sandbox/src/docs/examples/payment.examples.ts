import { IDS } from './ids.js';
import { adminWebhook, webhook } from './webhook.examples.js';

const created = '2026-03-14T09:26:53.589Z';
const paid = '2026-03-14T09:27:20.144Z';

const outcome = { closed: null, declineReason: null, card: { brand: 'Visa', lastFour: '4242' } };
const adminOutcome = {
  closed: null,
  decline_reason: null,
  card: { brand: 'Visa', last_four: '4242' },
};

/** A payment that a customer has paid. */
export const payment = {
  checkoutId: IDS.checkout,
  transactionId: IDS.transaction,
  sellerId: 'default',
  sellerName: 'Sandbox seller',
  orderUuid: IDS.order,
  amount: '25.00',
  email: 'customer@example.com',
  successUrl: 'https://yoursite.com/success',
  cancelUrl: 'https://yoursite.com/cancel',
  productTitle: 'Premium Plan',
  firstName: 'John',
  lastName: 'Doe',
  status: 'Paid',
  ...outcome,
  createdAt: created,
  expiresAt: '2026-03-14T09:56:53.589Z',
  paidAt: paid,
};

/** All that happened to it. */
export const timeline = [
  { kind: 'created', at: created },
  { kind: 'changed', at: paid, status: 'Paid', ...outcome },
  { kind: 'webhook', at: paid, webhook },
];

/** As the admin endpoints show it. */
export const adminPayment = {
  transaction_id: IDS.transaction,
  order_uuid: IDS.order,
  seller_id: 'default',
  seller_name: 'Sandbox seller',
  total_amount: '25.00',
  payment_status: 'Paid',
  email: 'customer@example.com',
  first_name: 'John',
  last_name: 'Doe',
  product_title: 'Premium Plan',
  success_url: 'https://yoursite.com/success',
  cancel_url: 'https://yoursite.com/cancel',
  created_at: created,
  expires_at: '2026-03-14T09:56:53.589Z',
  paid_at: paid,
  ...adminOutcome,
};

export const adminTimeline = [
  { kind: 'created', at: created },
  { kind: 'changed', at: paid, payment_status: 'Paid', ...adminOutcome },
  { kind: 'webhook', at: paid, webhook: adminWebhook },
];
