import { IsOneOf, IsText, Optional } from '../validation/rules.js';
import type { FaultTarget } from './fault.kinds.js';

const EVENTS = ['payment.succeeded', 'payment.declined'];

/** Which calls, requests or webhooks a fault affects. A field that is left out does not narrow it. */
export class FaultFilter {
  /** Only those of this order. */
  @Optional()
  @IsFilterText()
  readonly orderUuid?: string | undefined;

  /** Only those of this payment. */
  @Optional()
  @IsFilterText()
  readonly transactionId?: string | undefined;

  /** Only those of this seller; for the checkout and webhooks. */
  @Optional()
  @IsFilterText()
  readonly sellerId?: string | undefined;

  /** Only those with this `payment_status`; for webhooks. */
  @Optional()
  @IsOneOf(EVENTS)
  @IsFilterText()
  readonly event?: string | undefined;

  /** Only those with this in their path, such as `order-status` or `/pay`; for the API and the checkout. */
  @Optional()
  @IsFilterText()
  readonly path?: string | undefined;
}

function IsFilterText(): PropertyDecorator {
  return IsText(undefined, 'must be a text that is not empty.');
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
