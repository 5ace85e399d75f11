import { AdminPaymentsController } from '../../admin/admin-payments.controller.js';
import { PaymentsController } from '../../control/payments.controller.js';
import { IDS } from '../examples/ids.js';
import { adminPayment, adminTimeline, payment, timeline } from '../examples/payment.examples.js';
import type { Parameter } from '../operation.js';
import { describeRoutes } from '../operation.js';
import { component, list, object, oneWordOf, orNull, text, whole } from '../schemas/schema.js';
import { admin, control } from './access.js';

const query = (sellerId: string): Record<string, Parameter> => ({
  search: {
    in: 'query',
    schema: text('A part of an id, the e-mail address, name, product title or amount.'),
  },
  status: {
    in: 'query',
    schema: oneWordOf(['Pending', 'Paid', 'Declined', 'Expired'], 'Where it stands.'),
  },
  [sellerId]: { in: 'query', schema: text('Whose payments.') },
  limit: {
    in: 'query',
    schema: whole('How many at most.', { minimum: 1, maximum: 1_000, default: 50 }),
  },
  after: { in: 'query', schema: text('The transaction id of the last one of the page before.') },
});

const id: Record<string, Parameter> = {
  id: { in: 'path', schema: text('A transaction id; an order id works, too.') },
};

const unknown = 'invoice_0000000000000';
const notFound = `No payment has the order id, transaction id or checkout URL "${unknown}".`;
const badStatus = 'status must be one of Pending, Paid, Declined, Expired.';

export const paymentOperations = describeRoutes(PaymentsController, 'Payments', {
  list: control({
    summary: 'List payments',
    parameters: query('sellerId'),
    answers: {
      200: { description: 'Newest first.', schema: list(component('Payment')) },
      400: { description: 'A query that cannot be used.', schema: component('ControlError') },
    },
    examples: {
      paid: {
        summary: 'Those that are paid',
        parameters: { status: 'Paid', search: 'customer@', limit: '10' },
        status: 200,
        answer: [payment],
      },
      unknownStatus: {
        summary: 'A status that there is not',
        parameters: { status: 'paid' },
        status: 400,
        answer: { error: badStatus },
      },
    },
  }),
  read: control({
    summary: 'Read a payment with its timeline',
    parameters: id,
    answers: {
      200: { description: 'The payment.', schema: component('PaymentWithTimeline') },
      404: { description: 'There is no such payment.', schema: component('ControlError') },
    },
    examples: {
      paid: {
        summary: 'A paid payment',
        parameters: { id: IDS.transaction },
        status: 200,
        answer: { ...payment, timeline },
      },
      notFound: {
        summary: 'One that there is not',
        parameters: { id: unknown },
        status: 404,
        answer: { error: notFound },
      },
    },
  }),
});

const error = component('GatewayError');
const ok = { type: 'boolean', enum: [true] };

export const adminPaymentOperations = describeRoutes(AdminPaymentsController, 'Admin', {
  list: admin({
    summary: 'List payments',
    parameters: query('seller_id'),
    answers: {
      200: {
        description: 'Newest first; or, with `status: false`, what cannot be used of the query.',
        schema: {
          oneOf: [
            object({
              status: ok,
              payments: list(component('AdminPayment')),
              next: orNull(text('To be given as `after`; null when there are no more.')),
            }),
            error,
          ],
        },
      },
    },
    examples: {
      paid: {
        summary: 'Those that are paid',
        parameters: { status: 'Paid', seller_id: 'default' },
        status: 200,
        answer: { status: true, payments: [adminPayment], next: null },
      },
      unknownStatus: {
        summary: 'A status that there is not',
        parameters: { status: 'paid' },
        status: 200,
        answer: { status: false, error: badStatus },
      },
    },
  }),
  read: admin({
    summary: 'Read a payment with its timeline',
    parameters: id,
    answers: {
      200: {
        description: 'The payment.',
        schema: object({
          status: ok,
          payment: component('AdminPayment'),
          timeline: list(component('AdminTimelineEntry')),
        }),
      },
      404: { description: 'There is no such payment.', schema: error },
    },
    examples: {
      paid: {
        summary: 'A paid payment',
        parameters: { id: IDS.order },
        status: 200,
        answer: { status: true, payment: adminPayment, timeline: adminTimeline },
      },
      notFound: {
        summary: 'One that there is not',
        parameters: { id: unknown },
        status: 404,
        answer: { status: false, error: notFound },
      },
    },
  }),
});
