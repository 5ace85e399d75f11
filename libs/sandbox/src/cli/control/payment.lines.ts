import { paymentLine } from '../../payments/payment.line.js';
import type { Payment } from '../../payments/payment.js';
import type { PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import type { Json } from './json.js';
import { tableLines, timeText } from './table.js';
import { answerOf } from './webhook.lines.js';

/** Payments, newest first. */
export function paymentLines(payments: readonly Json<Payment>[]): string[] {
  if (payments.length === 0) {
    return ['No payment is there. A shop makes one with POST /backend/api/payment-request-api.'];
  }
  return tableLines(
    ['TIME', 'STATUS', 'AMOUNT', 'ORDER', 'TRANSACTION', 'EMAIL'],
    payments.map(({ createdAt, status, amount, orderUuid, transactionId, email }) => [
      timeText(createdAt),
      status,
      amount,
      orderUuid,
      transactionId,
      email,
    ]),
  );
}

/** One payment with all that happened to it, oldest first. */
export function timelineLines(
  payment: Json<Payment & { timeline: PaymentTimelineEntry[] }>,
): string[] {
  const { orderUuid, amount, email, transactionId, timeline } = payment;
  return [
    paymentLine(payment),
    `order ${orderUuid}, ${amount}, ${email}`,
    ...timeline.flatMap((entry) =>
      eventLines(entry, transactionId).map((line) => `${timeText(entry.at)}  ${line}`),
    ),
  ];
}

function eventLines(entry: Json<PaymentTimelineEntry>, transactionId: string): string[] {
  if (entry.kind === 'created') return ['created'];
  if (entry.kind === 'changed') return [paymentLine({ ...entry, transactionId })];
  const { event, state, attempts } = entry.webhook;
  const answers = attempts.map(answerOf).join(', ');
  return [`${event} ${state}${answers === '' ? '' : `: ${answers}`}`];
}
