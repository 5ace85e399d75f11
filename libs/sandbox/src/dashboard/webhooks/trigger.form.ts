import type { TriggerRequest } from '../../control/trigger.request.js';
import { SandboxRequestError } from '../../sandbox.errors.js';
import { isFields } from '../../validation/fields.js';
import type { FormFields } from '../frame/form-fields.js';

/** What is wrong with further fields that are not a JSON object. */
export const MORE_PROBLEM = 'Enter a JSON object, such as {"data": {"order_uuid": "ORDER-1"}}.';

/** The fields of a webhook's body in the gateway's order (docs/gateway-api.md, Webhooks), and what it sends in each. */
export const BODY_FIELDS = {
  webhook_secret: 'the endpoint’s secret',
  success: 'true for payment.succeeded, else false',
  transaction_id: 'the transaction',
  customer_email: 'the payment’s email',
  payment_status: 'the event',
};

/**
 * The request for the webhook that a form describes.
 *
 * @throws {SandboxRequestError} `MORE_PROBLEM` when the further fields are not a JSON object
 */
export function triggerRequest(fields: FormFields): TriggerRequest {
  const more = parsed(fields.given('more') ?? '{}');
  if (!isFields(more)) throw new SandboxRequestError(MORE_PROBLEM);
  const names = Object.keys(BODY_FIELDS);
  const set = names.flatMap((name) => {
    const text = fields.given(`set_${name}`);
    return text === undefined ? [] : [[name, valueOf(text)] as const];
  });
  return {
    event: fields.given('event') ?? 'payment.succeeded',
    transactionId: fields.given('transaction_id'),
    overrides: { ...more, ...Object.fromEntries(set) },
    omit: names.filter((name) => fields.has(`omit_${name}`)),
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
