import { OvgcInvalidRequestError } from '../ovgc.errors.js';
import { PAYMENT_STATUSES, type PaymentStatus } from './payment.js';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 500;

/** The last payment of a page: where the next one goes on. */
interface PageEnd {
  readonly createdAt: number;
  readonly orderUuid: string;
}

/** A page of a list, checked. */
export interface CheckedPage {
  readonly status: PaymentStatus | null;
  readonly limit: number;
  readonly after: PageEnd | null;
}

/** @throws OvgcInvalidRequestError a status, limit or cursor that can't be */
export function checkPage(asked: {
  readonly status?: string;
  readonly limit?: number;
  readonly cursor?: string;
}): CheckedPage {
  const { status, limit = DEFAULT_LIMIT, cursor } = asked;
  const problems: string[] = [];
  const known = PAYMENT_STATUSES.find((one) => one === status) ?? null;
  if (status !== undefined && known === null) {
    problems.push(`status must be one of ${PAYMENT_STATUSES.join(', ')}`);
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) {
    problems.push(`limit must be a whole number from 1 to ${LARGEST_LIMIT}`);
  }
  const after = cursor === undefined ? null : decodeCursor(cursor);
  if (cursor !== undefined && after === null) {
    problems.push('cursor must be the nextCursor of an earlier page');
  }
  if (problems.length > 0) throw new OvgcInvalidRequestError(problems);
  return { status: known, limit, after };
}

/** The cursor after a payment: opaque, and fit for a URL. */
export function encodeCursor({ createdAt, orderUuid }: PageEnd): string {
  return Buffer.from(JSON.stringify([createdAt, orderUuid])).toString('base64url');
}

function decodeCursor(cursor: string): PageEnd | null {
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
