import type { PathItemObject } from '@nestjs/swagger';
import { declined, succeeded } from './examples/webhook.examples.js';
import { component } from './schemas/schema.js';

/** What the sandbox sends to a shop (OVGC API, Webhooks). */
export const webhooks: Readonly<Record<string, PathItemObject>> = {
  paymentStatusChanged: {
    post: {
      tags: ['Gateway'],
      operationId: 'Webhook.receive',
      summary: 'A payment’s status has changed',
      description:
        'Sent to the seller’s webhook URL. Compare `webhook_secret` with yours before you trust anything else, and fulfil an order by `payment.succeeded` with `success: true` alone. The same webhook may come more than once.',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: component('Webhook'),
            examples: {
              succeeded: { summary: 'Paid', value: succeeded },
              declined: { summary: 'Declined, failed or expired', value: declined },
            },
          },
        },
      },
      responses: {
        200: {
          description:
            'Any 2xx, within 15 seconds: it is delivered. Anything else is tried again after 5 s, 30 s, 2 min, 10 min, 1 h, 6 h and 24 h.',
        },
        401: { description: 'What to answer to a missing or wrong secret.' },
      },
    },
  },
};
