import type { WebhookLogEntry } from '../webhooks/webhook.js';
import type {
  CardSummary,
  DeclineReason,
  Payment,
  PaymentClosure,
  PaymentStatus,
} from './payment.js';

/** What a payment changed to, and when. */
export interface PaymentChange {
  /** When, by the sandbox’s clock. */
  readonly at: Date;
  /** The status from then on. */
  readonly status: PaymentStatus;
  /** Why nothing can be paid any more; null while a card would be accepted. */
  readonly closed: PaymentClosure | null;
  /** Why the last card was declined; null when none was. */
  readonly declineReason: DeclineReason | null;
  /** The last card that was used. */
  readonly card: CardSummary | null;
}

/** An event in the history of a payment. */
export type PaymentTimelineEntry =
  | { readonly kind: 'created'; readonly at: Date }
  | ({ readonly kind: 'changed' } & PaymentChange)
  | { readonly kind: 'webhook'; readonly at: Date; readonly webhook: WebhookLogEntry };

/**
 * Everything that happened to a payment, oldest first. Events of the same time are in the order of cause and effect.
 *
 * @param changes oldest first.
 * @param webhooks with their attempts, newest first.
 */
export function timelineOf(
  payment: Pick<Payment, 'createdAt'>,
  changes: readonly PaymentChange[],
  webhooks: readonly WebhookLogEntry[],
): PaymentTimelineEntry[] {
  const entries: PaymentTimelineEntry[] = [
    { kind: 'created', at: payment.createdAt },
    ...changes.map((change) => ({ kind: 'changed' as const, ...change })),
    ...webhooks
      .toReversed()
      .map((webhook) => ({ kind: 'webhook' as const, at: webhook.createdAt, webhook })),
  ];
  return entries.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
