import type { Payment, PaymentReview, PaymentStatus } from './payment.js';

/** Which payments `OvgcPaymentsService.list` returns. */
export interface ListPaymentsOptions {
  /** Only payments with this status. Default all. */
  readonly status?: PaymentStatus | undefined;
  /** Only payments that somebody should review, for this reason. Default all. */
  readonly review?: PaymentReview | undefined;
  /** The largest number of payments, 1 to 500. Default 50. */
  readonly limit?: number | undefined;
  /** Where the previous page ended: its `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** A page of payments, newest first. */
export interface PaymentPage {
  readonly payments: readonly Payment[];
  /** For the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** How long `OvgcPaymentsService.waitForOutcome` waits. */
export interface WaitOptions {
  /** In milliseconds, from 0 to 24 days. Default 30 seconds. */
  readonly timeoutMs?: number | undefined;
  /** Stops waiting: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How many payments somebody should review. */
export interface PaymentCounts extends Readonly<Record<PaymentReview, number>> {
  /**
   * Orders that the gateway was asked for more than five minutes ago, and whose answer was never stored: the gateway
   * may have created the payment. Call `createPaymentRequest` with the same `orderUuid` to find out.
   */
  readonly inDoubt: number;
}
