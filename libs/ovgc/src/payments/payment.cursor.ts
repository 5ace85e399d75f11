import { type AskedPage, checkPage, type CheckedPage } from '../pagination/page.js';
import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { PAYMENT_REVIEWS, type PaymentReview } from './payment.js';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.js';

/** The place of a payment in a list. */
interface Place {
  readonly createdAt: number;
  readonly orderUuid: string;
}

/** @throws OvgcInvalidRequestError a status, review, limit or cursor that can't be */
export function checkPaymentPage(
  asked: AskedPage & {
    readonly status?: string | undefined;
    readonly review?: PaymentReview | undefined;
  },
): CheckedPage<PaymentStatus, Place> {
  const filter = { name: 'status', asked: asked.status, known: PAYMENT_STATUSES };
  const page = checkPage(asked, filter, decodeCursor);
  if (asked.review !== undefined && !PAYMENT_REVIEWS.includes(asked.review)) {
    throw new OvgcInvalidRequestError([`review must be one of ${PAYMENT_REVIEWS.join(', ')}`]);
  }
  return page;
}

/** The cursor after a payment: opaque, and fit for a URL. */
export function encodeCursor({ createdAt, orderUuid }: Place): string {
  return Buffer.from(JSON.stringify([createdAt, orderUuid])).toString('base64url');
}

function decodeCursor(cursor: string): Place | null {
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
