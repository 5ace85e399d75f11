import { type AskedPage, checkPage, type CheckedPage } from '../pagination/page.js';
import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { PAYMENT_REVIEWS, type PaymentReview } from './payment.js';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.js';

/** Where a payment is in a list. */
interface PaymentPosition {
  readonly createdAt: number;
  readonly orderUuid: string;
}

/**
 * Checks which page of payments was asked for.
 *
 * @throws OvgcInvalidRequestError `invalid_request`: an unknown status, review, limit or cursor
 */
export function checkPaymentPage(
  asked: AskedPage & {
    readonly status?: string | undefined;
    readonly review?: PaymentReview | undefined;
  },
): CheckedPage<PaymentStatus, PaymentPosition> {
  const filter = { name: 'status', asked: asked.status, known: PAYMENT_STATUSES };
  const page = checkPage(asked, filter, decodeCursor);
  if (asked.review !== undefined && !PAYMENT_REVIEWS.includes(asked.review)) {
    throw new OvgcInvalidRequestError([`review must be one of ${PAYMENT_REVIEWS.join(', ')}`]);
  }
  return page;
}

/** Encodes the cursor of the page after a payment. It is opaque and safe in a URL. */
export function encodeCursor({ createdAt, orderUuid }: PaymentPosition): string {
  return Buffer.from(JSON.stringify([createdAt, orderUuid])).toString('base64url');
}

function decodeCursor(cursor: string): PaymentPosition | null {
  try {
    const [createdAt, orderUuid] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    ) as unknown[];
    return typeof createdAt === 'number' && typeof orderUuid === 'string'
      ? { createdAt, orderUuid }
      : null;
  } catch {
    return null;
  }
}
