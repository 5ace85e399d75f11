import type { Command } from 'commander';
import type { Payment } from '../../payments/payment.js';
import { paymentLine } from '../../payments/payment.js';
import type { PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import type { Shell } from '../shell.js';
import type { Json } from './control.client.js';
import type { CommandOption } from './control.command.js';
import { addControlCommand } from './control.command.js';
import { answerText, tableLines, timeText } from './lines.js';

type PaymentWithTimeline = Payment & { readonly timeline: readonly PaymentTimelineEntry[] };

/** `payments`, `pay`, `cancel` and `expire`. */
export function addPaymentCommands(program: Command, shell: Shell): void {
  addControlCommand<readonly Payment[] | PaymentWithTimeline>(program, shell, {
    usage: 'payments [reference]',
    description:
      'print the payments, or the history of one by its order, transaction or checkout URL',
    options: [
      ['--search <text>', 'only with this in an id, email address, name, title or amount'],
      ['--status <status>', 'only Pending, Paid, Declined or Expired ones'],
      ['--seller <id>', 'only of this seller'],
      ['--limit <number>', 'how many at most (default: 50)'],
    ],
    request: ([reference], { seller: sellerId, ...query }) =>
      reference === undefined
        ? { method: 'GET', path: 'payments', query: { ...query, sellerId } }
        : { method: 'GET', path: `payments/${encodeURIComponent(reference)}` },
    lines: (answer) => ('timeline' in answer ? timelineLines(answer) : paymentLines(answer)),
  });
  const add = (
    action: 'pay' | 'cancel' | 'expire',
    description: string,
    options: readonly CommandOption[] = [],
  ) =>
    addControlCommand<Payment>(program, shell, {
      usage: `${action} <reference>`,
      description,
      options,
      request: ([reference = ''], body) => ({
        method: 'POST',
        path: `payments/${encodeURIComponent(reference)}/${action}`,
        ...(action === 'pay' && { body }),
      }),
      lines: (payment) => [paymentLine(payment)],
    });
  add('pay', 'pay as the customer, by order, transaction or checkout URL', [
    [
      '--card <name or number>',
      'a test card, such as declined or 4000000000000002 (default: visa)',
    ],
    ['--challenge <answer>', 'to 3-D Secure: complete, fail or abandon (default: complete)'],
  ]);
  add('cancel', 'cancel as the customer, by order, transaction or checkout URL');
  add('expire', "end a payment's window now, as if its 30 minutes had passed");
}

function paymentLines(payments: readonly Json<Payment>[]): string[] {
  if (payments.length === 0) {
    return [
      'There are no payments. A shop creates one with POST /backend/api/payment-request-api.',
    ];
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

function timelineLines(payment: Json<PaymentWithTimeline>): string[] {
  const { orderUuid, amount, email, transactionId, timeline } = payment;
  return [
    paymentLine(payment),
    `order ${orderUuid}, ${amount}, ${email}`,
    ...timeline.map((entry) => `${timeText(entry.at)}  ${eventLine(entry, transactionId)}`),
  ];
}

function eventLine(entry: Json<PaymentTimelineEntry>, transactionId: string): string {
  if (entry.kind === 'created') return 'created';
  if (entry.kind === 'changed') return paymentLine({ ...entry, transactionId });
  const { event, state, attempts } = entry.webhook;
  const answers = attempts.map(answerText).join(', ');
  return `${event} ${state}${answers === '' ? '' : `: ${answers}`}`;
}
