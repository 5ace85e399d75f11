import { type AskedPage, checkPage, type CheckedPage } from '../paging/page.js';
import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { PAYMENT_CONCERNS, type PaymentConcern } from './payment.concern.js';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.js';

/** The place of a payment in a list. */
interface Place {
  readonly createdAt: number;
  readonly orderUuid: string;
}

/** @throws OvgcInvalidRequestError a status, concern, limit or cursor that can't be */
export function checkPaymentPage(
  asked: AskedPage & {
    readonly status?: string | undefined;
    readonly concern?: PaymentConcern | undefined;
  },
): CheckedPage<PaymentStatus, Place> {
  const filter = { name: 'status', asked: asked.status, known: PAYMENT_STATUSES };
  const page = checkPage(asked, filter, decodeCursor);
  if (asked.concern !== undefined && !PAYMENT_CONCERNS.includes(asked.concern)) {
    throw new OvgcInvalidRequestError([`concern must be one of ${PAYMENT_CONCERNS.join(', ')}`]);
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
