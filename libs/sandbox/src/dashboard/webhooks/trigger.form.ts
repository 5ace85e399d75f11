import type { TriggerRequest } from '../../control/trigger.request.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { FormFields } from '../frame/form-fields.js';

/** What is wrong with further fields that are not a JSON object. */
export const MORE_PROBLEM = 'Enter a JSON object, such as {"data": {"order_uuid": "ORDER-1"}}.';

/** The fields of a webhook's body, in the gateway's order (OVGC API, Payload). */
export const BODY_FIELDS = [
  'webhook_secret',
  'success',
  'transaction_id',
  'customer_email',
  'payment_status',
] as const;

export type BodyField = (typeof BODY_FIELDS)[number];

/** The form as submitted. */
export interface TriggerForm {
  readonly event: string;
  readonly transactionId: string;
  readonly overrides: Readonly<Partial<Record<BodyField, string>>>;
  readonly omit: readonly BodyField[];
  /** Further fields of the body as JSON. */
  readonly more: string;
}

/** @param body the posted form, or the query of the address for its first values */
export function readTriggerForm(body: unknown): TriggerForm {
  const fields = new FormFields(body);
  const set = BODY_FIELDS.map((field) => [field, fields.text(`set_${field}`)] as const);
  return {
    event: fields.given('event') ?? 'payment.succeeded',
    transactionId: fields.text('transaction_id'),
    overrides: Object.fromEntries(set.filter(([, text]) => text !== '')),
    omit: BODY_FIELDS.filter((field) => fields.has(`omit_${field}`)),
    more: fields.text('more'),
  };
}

/**
 * The request for the webhook that a form describes.
 *
 * @throws {SandboxRequestError} `MORE_PROBLEM` when the further fields are not a JSON object
 */
export function triggerRequest(form: TriggerForm): TriggerRequest {
  const more = form.more === '' ? {} : parsed(form.more);
  if (typeof more !== 'object' || more === null || Array.isArray(more)) {
    throw new SandboxRequestError(MORE_PROBLEM);
  }
  const set = Object.entries(form.overrides).map(([field, text]) => [field, valueOf(text)]);
  return {
    event: form.event,
    transactionId: form.transactionId || undefined,
    overrides: { ...more, ...Object.fromEntries(set) },
    omit: form.omit,
  };
}

/** JSON such as `true`, `12`, `null` or `"true"` becomes its value; anything else stays a text. */
function valueOf(text: string): unknown {
  const value = parsed(text);
  return value === undefined ? text : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
