import type { SchemaObject } from '@nestjs/swagger';
import { FAULT_KINDS } from '../../faults/fault.kinds.js';
import {
  component,
  list,
  object,
  oneWordOf,
  orNull,
  partial,
  snakeCased,
  text,
  time,
  whole,
} from './schema.js';

const attempt = {
  reason: oneWordOf(['schedule', 'resend', 'trigger'], 'Why it was made.'),
  at: time('When it left, by the sandbox’s clock.'),
  url: text('The address without its query.'),
  status: orNull(whole('The HTTP status that was answered; null when no answer came.')),
  error: orNull(text('Why no answer came; null when one did.')),
  latencyMs: {
    type: 'number',
    description: 'Milliseconds until the answer or the error, by the machine’s clock.',
  },
  answer: text('The first 1,000 characters of the answer.'),
};

const standing = {
  id: text('To send it again by.'),
  event: text('`payment_status` as sent; a trigger may have sent any text.'),
  source: oneWordOf(['payment', 'trigger'], 'What caused it.'),
  state: oneWordOf(
    ['pending', 'delivered', 'failed', 'no_endpoint', 'dropped'],
    'Where it stands. `failed`: every attempt of the schedule was made. `dropped`: lost by a fault.',
  ),
  body: {
    type: 'object',
    additionalProperties: true,
    description: 'As sent, with a placeholder where the secret was.',
  },
  nextAttemptAt: orNull(time('When it is tried next; null when it is not.')),
};

/** Webhooks as the log shows them, and what can be sent at once. */
export const webhookSchemas = {
  WebhookEvent: oneWordOf(
    ['payment.succeeded', 'payment.declined'],
    'Safe to fulfil; or failed, declined or expired.',
  ),
  WebhookAttempt: object(attempt),
  WebhookLogEntry: object({
    ...standing,
    sellerId: text('Whose endpoint it goes to.'),
    transactionId: text('The payment that it is about.'),
    fault: orNull(oneWordOf(FAULT_KINDS.webhook, 'What befell it; null when nothing did.')),
    createdAt: time('When it came about, by the sandbox’s clock.'),
    attempts: list(component('WebhookAttempt')),
  }),
  AdminWebhook: object({
    ...snakeCased(standing),
    attempts: list(object(snakeCased(attempt))),
  }),
  Trigger: {
    ...partial({
      event: text('`payment.succeeded`, `payment.declined`, or another text to try.', {
        maxLength: 255,
      }),
      transaction_id: text('An existing payment’s, or a made-up one.', { maxLength: 255 }),
      order_uuid: text('An existing payment’s order, instead of its transaction.', {
        maxLength: 255,
      }),
      seller_id: text('Whose order it is, or whose endpoint is told. Default: the default seller.'),
      overrides: {
        type: 'object',
        additionalProperties: true,
        description: 'Fields of the body to set, whatever they then say together.',
      },
      omit: { ...list({ type: 'string' }), description: 'Fields of the body to leave out.' },
    }),
    required: ['event'],
  },
} satisfies Record<string, SchemaObject>;
