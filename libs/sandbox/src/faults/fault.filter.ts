import type { FaultTarget } from './fault.kinds.js';

/** Whom a fault is for; what is left out does not narrow it. */
export interface FaultFilter {
  readonly orderUuid?: string | undefined;
  readonly transactionId?: string | undefined;
  /** Of a webhook: `payment.succeeded` or `payment.declined`. */
  readonly event?: string | undefined;
  /** The seller's id. */
  readonly sellerId?: string | undefined;
  /** Of a request: a part of its path, such as `order-status` or `/pay`. */
  readonly path?: string | undefined;
}

/** The fields that a filter can have, by target. */
export const FILTER_FIELDS: Readonly<Record<FaultTarget, readonly (keyof FaultFilter)[]>> = {
  api: ['orderUuid', 'transactionId', 'path'],
  checkout: ['orderUuid', 'transactionId', 'sellerId', 'path'],
  webhook: ['orderUuid', 'transactionId', 'sellerId', 'event'],
};

/** A call, a customer's request or a webhook that a fault may befall. */
export interface FaultCandidate extends FaultFilter {
  /** For the line that says what befell it, such as `GET /checkout/…`. */
  readonly name: string;
  /** The HTTP method of a request. */
  readonly method?: string | undefined;
}

/** Whether a candidate is one of those that a filter leaves. */
export function passes(filter: FaultFilter, candidate: FaultCandidate): boolean {
  const { path, ...ids } = filter;
  const isRightPath = path === undefined || candidate.path?.includes(path) === true;
  return (
    isRightPath &&
    (Object.keys(ids) as (keyof typeof ids)[]).every(
      (field) => ids[field] === undefined || ids[field] === candidate[field],
    )
  );
}
