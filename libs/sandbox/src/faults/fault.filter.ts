import type { FaultTarget } from './fault.kinds.js';

/** What a fault applies to; a field that is left out does not narrow it. */
export interface FaultFilter {
  readonly orderUuid?: string | undefined;
  readonly transactionId?: string | undefined;
  /** Of a webhook: `payment.succeeded` or `payment.declined`. */
  readonly event?: string | undefined;
  /** The seller's id. */
  readonly sellerId?: string | undefined;
  /** Part of a request's path, such as `order-status` or `/pay`. */
  readonly path?: string | undefined;
}

/** The fields that a filter can have, by target. */
export const FILTER_FIELDS: Readonly<Record<FaultTarget, readonly (keyof FaultFilter)[]>> = {
  api: ['orderUuid', 'transactionId', 'path'],
  checkout: ['orderUuid', 'transactionId', 'sellerId', 'path'],
  webhook: ['orderUuid', 'transactionId', 'sellerId', 'event'],
};

/** A call, a customer's request or a webhook that a fault may affect. */
export interface FaultCandidate extends FaultFilter {
  /** Its name in the log, such as `GET /checkout/…`. */
  readonly name: string;
  /** The HTTP method of a request. */
  readonly method?: string | undefined;
}

/** Whether a candidate passes a filter. */
export function passes({ path, ...ids }: FaultFilter, candidate: FaultCandidate): boolean {
  if (path !== undefined && candidate.path?.includes(path) !== true) return false;
  return (Object.keys(ids) as (keyof typeof ids)[]).every(
    (field) => ids[field] === undefined || ids[field] === candidate[field],
  );
}
