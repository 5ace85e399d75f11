import { TriggerController } from '../../control/trigger.controller.js';
import { WebhooksController } from '../../control/webhooks.controller.js';
import { IDS } from '../examples/ids.js';
import { resent, triggered, webhook } from '../examples/webhook.examples.js';
import { describeRoutes } from '../operation.js';
import { component, list, text, whole } from '../schemas/schema.js';
import { control } from './access.js';

const answered = {
  description: 'Its entry in the log, with the endpoint’s answer.',
  schema: component('WebhookLogEntry'),
};

export const triggerOperations = describeRoutes(TriggerController, 'Webhooks', {
  fire: control({
    summary: 'Send a webhook at once',
    description:
      'For a payment or for a made-up transaction, with any field overridden or left out. No payment changes.',
    body: { schema: component('Trigger'), required: true },
    answers: {
      200: answered,
      400: { description: 'It cannot be sent so.', schema: component('ControlError') },
      404: { description: 'There is no such seller.', schema: component('ControlError') },
    },
    examples: {
      ofAnOrder: {
        summary: 'Once more for an order of yours',
        body: { event: 'payment.succeeded', order_uuid: IDS.order },
        status: 200,
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
        status: 200,
        answer: {
          ...triggered,
          body: {
            webhook_secret: triggered.body.webhook_secret,
            success: false,
            transaction_id: IDS.transaction,
            payment_status: 'payment.succeeded',
          },
        },
      },
      withoutEvent: {
        summary: 'Without an event',
        body: {},
        status: 400,
        answer: {
          error: 'event must be "payment.succeeded", "payment.declined", or another text to try.',
        },
      },
      unknownSeller: {
        summary: 'To a seller that there is not',
        body: { event: 'payment.declined', seller_id: 'nobody' },
        status: 404,
        answer: { error: `There is no seller "nobody"; there are default, ${IDS.seller}.` },
      },
    },
  }),
});

export const webhookOperations = describeRoutes(WebhooksController, 'Webhooks', {
  list: control({
    summary: 'Read the webhook log',
    parameters: {
      limit: {
        in: 'query',
        schema: whole('How many at most.', { minimum: 1, maximum: 1_000, default: 50 }),
      },
      transaction_id: { in: 'query', schema: text('Of this payment alone.') },
    },
    answers: {
      200: { description: 'Newest first.', schema: list(component('WebhookLogEntry')) },
      400: { description: 'A query that cannot be used.', schema: component('ControlError') },
    },
    examples: {
      ofAPayment: {
        summary: 'Those of a payment',
        parameters: { transaction_id: IDS.transaction, limit: '10' },
        status: 200,
        answer: [webhook],
      },
      unusableLimit: {
        summary: 'A limit that cannot be used',
        parameters: { limit: '0' },
        status: 400,
        answer: { error: 'limit must be a whole number from 1 to 1000.' },
      },
    },
  }),
  resend: control({
    summary: 'Send a webhook again',
    description: 'The very same bytes, whatever became of them before.',
    parameters: { id: { in: 'path', schema: text('The webhook’s id.') } },
    answers: {
      200: answered,
      400: { description: 'There is no address to send it to.', schema: component('ControlError') },
      404: { description: 'The log has no such webhook.', schema: component('ControlError') },
    },
    examples: {
      resent: {
        summary: 'One that was delivered',
        parameters: { id: IDS.webhook },
        status: 200,
        answer: resent,
      },
      noEndpoint: {
        summary: 'Without an address',
        parameters: { id: IDS.webhook },
        status: 400,
        answer: {
          error:
            'There is no address to send webhooks to; set WEBHOOK_URL, or POST {"webhookUrl": …} to /_sandbox/settings.',
        },
      },
      notFound: {
        summary: 'One that the log has not',
        parameters: { id: 'webhook_gone' },
        status: 404,
        answer: {
          error: 'There is no webhook "webhook_gone"; GET /_sandbox/webhooks lists them.',
        },
      },
    },
  }),
});
