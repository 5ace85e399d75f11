import { SECRET_PLACEHOLDER } from '../../webhooks/webhook.body.js';
import { ENDPOINT, IDS } from './ids.js';

const time = '2026-03-14T09:27:20.144Z';

/** The body that tells of a paid payment; the secret as the log shows it. */
export const succeeded = {
  webhook_secret: SECRET_PLACEHOLDER,
  success: true,
  transaction_id: IDS.transaction,
  customer_email: 'customer@example.com',
  payment_status: 'payment.succeeded',
};

/** The body that tells of one that was declined, failed or expired. */
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

/** A webhook that a shop has answered. */
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

/** The same after it was sent again. */
export const resent = { ...webhook, attempts: [attempt, { ...attempt, reason: 'resend' }] };

/** A webhook that a trigger sent. */
export const triggered = {
  ...webhook,
  source: 'trigger',
  attempts: [{ ...attempt, reason: 'trigger' }],
};

/** As the admin endpoints show it. */
export const adminWebhook = {
  id: IDS.webhook,
  event: 'payment.succeeded',
  source: 'payment',
  state: 'delivered',
  body: succeeded,
  next_attempt_at: null,
  attempts: [
    {
      reason: 'schedule',
      at: time,
      url: ENDPOINT,
      status: 200,
      error: null,
      latency_ms: 7,
      answer: '{"received":true}',
    },
  ],
};
