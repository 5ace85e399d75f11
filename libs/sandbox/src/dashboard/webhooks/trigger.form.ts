import type { TriggerRequest } from '../../control/trigger.request.js';
import { FormFields } from '../frame/form-fields.js';

/** The fields of a webhook's body, in the gateway's order (OVGC API, Payload). */
export const BODY_FIELDS = [
  'webhook_secret',
  'success',
  'transaction_id',
  'customer_email',
  'payment_status',
] as const;

export type BodyField = (typeof BODY_FIELDS)[number];

/** The form as it was filled in. */
export interface TriggerForm {
  readonly event: string;
  readonly transactionId: string;
  readonly overrides: Readonly<Partial<Record<BodyField, string>>>;
  readonly omit: readonly BodyField[];
  /** JSON of further fields of the body. */
  readonly more: string;
}

/** @param body what was posted, or the query of the page's address to begin with. */
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

/** What a form asks for, or what is wrong with its further fields. */
export function triggerRequest(
  form: TriggerForm,
): { readonly request: TriggerRequest } | { readonly problem: string } {
  const more = form.more === '' ? {} : parsed(form.more);
  if (typeof more !== 'object' || more === null || Array.isArray(more)) {
    return { problem: 'Give a JSON object, such as {"data": {"order_uuid": "ORDER-1"}}.' };
  }
  const set = Object.entries(form.overrides).map(([field, text]) => [field, valueOf(text)]);
  return {
    request: {
      event: form.event,
      transactionId: form.transactionId || undefined,
      overrides: { ...more, ...Object.fromEntries(set) },
      omit: form.omit,
    },
  };
}

/** `true`, `12`, `null` and `"true"` are what they are in JSON; anything else is a text. */
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
