import { SECRET_PLACEHOLDER } from '../../src/webhooks/webhook.body.js';
import type { Examples } from './example.js';
import { refused } from './example.js';
import { ENDPOINT, IDS } from './ids.js';

const time = '2026-03-14T09:27:20.144Z';

/** The webhook of a paid payment, with its secret as the log shows it. */
export const succeeded = {
  webhook_secret: SECRET_PLACEHOLDER,
  success: true,
  transaction_id: IDS.transaction,
  customer_email: 'customer@example.com',
  payment_status: 'payment.succeeded',
};

/** The webhook of a payment that was declined, failed or expired. */
export const declined = { ...succeeded, success: false, payment_status: 'payment.declined' };

const attempt = {
  reason: 'schedule',
  url: ENDPOINT,
  at: time,
  status: 200,
  error: null,
  latencyMs: 7,
  answer: '{"received":true}',
};

/** A delivered webhook. */
export const webhook = {
  id: IDS.webhook,
  sellerId: 'default',
  event: 'payment.succeeded',
  transactionId: IDS.transaction,
  source: 'payment',
  state: 'delivered',
  fault: null,
  body: succeeded,
  createdAt: time,
  nextAttemptAt: null,
  attempts: [attempt],
};

const triggered = { ...webhook, source: 'trigger', attempts: [{ ...attempt, reason: 'trigger' }] };
const { customer_email: _email, ...withoutEmail } = succeeded;
const ofWebhook = { parameters: { id: IDS.webhook } };

export const webhookExamples: Examples = {
  'Trigger.fire': {
    ofAnOrder: {
      summary: 'Once more for one of your orders',
      body: { event: 'payment.succeeded', order_uuid: IDS.order },
      answer: triggered,
    },
    contradiction: {
      summary: 'A body that contradicts itself and lacks a field',
      body: {
        event: 'payment.succeeded',
        transaction_id: IDS.transaction,
        overrides: { success: false },
        omit: ['customer_email'],
      },
      answer: { ...triggered, body: { ...withoutEmail, success: false } },
    },
    withoutEvent: refused(
      400,
      'Without an event',
      'event must be "payment.succeeded", "payment.declined", or another text to try.',
      { body: {} },
    ),
    unknownSeller: refused(
      404,
      'For an unknown seller',
      `There is no seller "nobody"; there are default, ${IDS.seller}.`,
      { body: { event: 'payment.declined', seller_id: 'nobody' } },
    ),
  },
  'Webhooks.list': {
    ofAPayment: {
      summary: 'The webhooks of a payment',
      parameters: { transaction_id: IDS.transaction, limit: '10' },
      answer: [webhook],
    },
    invalidLimit: refused(400, 'An invalid limit', 'limit must be a whole number from 1 to 1000.', {
      parameters: { limit: '0' },
    }),
  },
  'Webhooks.resend': {
    resent: {
      summary: 'A delivered webhook',
      ...ofWebhook,
      answer: { ...webhook, attempts: [attempt, { ...attempt, reason: 'resend' }] },
    },
    noEndpoint: refused(
      400,
      'Without an address',
      'There is no address to send webhooks to; set WEBHOOK_URL, or POST {"webhookUrl": …} to /_sandbox/settings.',
      ofWebhook,
    ),
    notFound: refused(
      404,
      'An unknown webhook',
      'There is no webhook "webhook_gone"; GET /_sandbox/webhooks lists those there are.',
      { parameters: { id: 'webhook_gone' } },
    ),
  },
};
