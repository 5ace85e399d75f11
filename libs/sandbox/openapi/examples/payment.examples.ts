import type { Examples } from './example.js';
import { refused, refusedByGateway } from './example.js';
import { paymentView, timelineView } from '../../src/admin/admin.views.js';
import type { Payment } from '../../src/payments/payment.js';
import type { PaymentTimelineEntry } from '../../src/payments/payment.timeline.js';
import { IDS, NOW } from './ids.js';
import { webhook } from './webhook.examples.js';

const paidAt = '2026-03-14T09:27:20.144Z';
const outcome = { closed: null, declineReason: null, card: { brand: 'Visa', lastFour: '4242' } };

/** A paid payment. */
const payment = {
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
  createdAt: NOW,
  expiresAt: '2026-03-14T09:56:53.589Z',
  paidAt,
};

const timeline = [
  { kind: 'created', at: NOW },
  { kind: 'changed', at: paidAt, status: 'Paid', ...outcome },
  { kind: 'webhook', at: paidAt, webhook },
];

// In the examples a time is the text that JSON makes of it.
const adminPayment = paymentView(payment as unknown as Payment);
const adminTimeline = (timeline as unknown as PaymentTimelineEntry[]).map(timelineView);

const paid = {
  summary: 'Paid payments',
  parameters: { status: 'Paid', search: 'customer@', limit: '10' },
};
const onePaid = { summary: 'A paid payment', parameters: { id: IDS.transaction } };
const unknownStatus = [
  'An unknown status',
  'status must be one of Pending, Paid, Declined, Expired.',
  { parameters: { status: 'paid' } },
] as const;
const notFound = [
  404,
  'An unknown payment',
  'No payment has the order id, transaction id or checkout URL "invoice_0000000000000".',
  { parameters: { id: 'invoice_0000000000000' } },
] as const;

export const paymentExamples: Examples = {
  'Payments.list': {
    paid: { ...paid, answer: [payment] },
    unknownStatus: refused(400, ...unknownStatus),
  },
  'Payments.read': {
    paid: { ...onePaid, answer: { ...payment, timeline } },
    notFound: refused(...notFound),
  },
  'AdminPayments.list': {
    paid: { ...paid, answer: { status: true, payments: [adminPayment], next: null } },
    unknownStatus: refusedByGateway(200, ...unknownStatus),
  },
  'AdminPayments.read': {
    paid: { ...onePaid, answer: { status: true, payment: adminPayment, timeline: adminTimeline } },
    notFound: refusedByGateway(...notFound),
  },
};
