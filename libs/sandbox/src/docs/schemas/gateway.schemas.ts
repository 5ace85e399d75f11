import type { SchemaObject } from '@nestjs/swagger';
import { component, object, text } from './schema.js';

const STATUS = { type: 'boolean', enum: [true] };

const transactionId = text('The gateway’s id of the payment. Store it beside the order.');

/** What the gateway's API takes and answers, in the order of the gateway's own tables. */
export const gatewaySchemas = {
  PaymentRequest: object(
    {
      api_key: text('The seller’s API key.'),
      order_uuid: text('The seller’s unique id of the order.', { maxLength: 255 }),
      total_amount: {
        type: 'number',
        description: 'In major units, with two decimals at most: 25.00 is $25.00.',
      },
      email: text('The customer’s e-mail address.', { format: 'email', maxLength: 255 }),
      success_url: text('Where the customer is sent after paying.', { maxLength: 2_048 }),
      cancel_url: text('Where the customer is sent after cancelling or a decline.', {
        maxLength: 2_048,
      }),
      product_title: text('Shown on the checkout page.', { maxLength: 255 }),
      first_name: text('The customer’s first name.', { maxLength: 255 }),
      last_name: text('The customer’s last name.', { maxLength: 255 }),
    },
    ['product_title', 'first_name', 'last_name'],
  ),
  PaymentCreated: object({
    status: STATUS,
    transaction_id: transactionId,
    url: text('The checkout page. Send the customer there.', { format: 'uri' }),
  }),
  OrderStatus: object({
    status: STATUS,
    transaction_id: transactionId,
    order_uuid: text('The seller’s id of the order.'),
    payment_status: component('PaymentStatus'),
  }),
  GatewayError: object({
    status: { type: 'boolean', enum: [false] },
    error: text('What was wrong.'),
  }),
  Webhook: object({
    webhook_secret: text('The endpoint’s secret. Compare it before you trust anything else.'),
    success: { type: 'boolean', description: 'True when the payment succeeded.' },
    transaction_id: transactionId,
    customer_email: text('The address that the customer paid with.', { format: 'email' }),
    payment_status: component('WebhookEvent'),
  }),
} satisfies Record<string, SchemaObject>;
