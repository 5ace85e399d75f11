type Body = Readonly<Record<string, unknown>>;

const DRIFTS = {
  nested({ webhook_secret: secret, ...data }) {
    return secret === undefined ? { data } : { webhook_secret: secret, data };
  },
  status_title_case: (body) => withStatus(body, (word) => word[0]?.toUpperCase() + word.slice(1)),
  status_lower_case: (body) => withStatus(body, (word) => word),
  status_snake_case: (body) =>
    withStatus(body, (word) => `payment_${word === 'paid' ? 'succeeded' : word}`),
  no_success(body) {
    const { success: _, ...rest } = body;
    return rest;
  },
  renamed_id: ({ transaction_id: transactionId, ...body }) =>
    transactionId === undefined ? body : { ...body, transactionId },
  // A body that names its order is right about it: a call for an order status may be made by the transaction.
  order_uuid: (body, orderUuid) =>
    orderUuid === undefined ? body : { order_uuid: orderUuid, ...body },
  extra_fields: (body) => ({ ...body, currency: 'USD', attempt: 1, meta: { source: 'checkout' } }),
} as const satisfies Readonly<Record<string, (body: Body, orderUuid?: string) => Body>>;

/**
 * How the fields of a `drift` differ:
 * - `nested`: all fields except the secret are under `data`.
 * - `status_title_case`: `Paid`, `Declined` as `payment_status`.
 * - `status_lower_case`: `paid`, `declined`.
 * - `status_snake_case`: `payment_succeeded`, `payment_declined`.
 * - `no_success`: the field `success` is missing.
 * - `renamed_id`: `transactionId` instead of `transaction_id`.
 * - `order_uuid`: `order_uuid` is added.
 * - `extra_fields`: undocumented fields are added.
 */
export type DriftVariant = keyof typeof DRIFTS;

/** The ways in which bodies differ from the documentation, as seen in public integrations of the gateway. */
export const DRIFT_VARIANTS = Object.keys(DRIFTS) as readonly DriftVariant[];

/** The drift variants of a target: an API answer has no `success` that could be missing. */
export function driftVariants(target: string): readonly DriftVariant[] {
  return DRIFT_VARIANTS.filter((variant) => target === 'webhook' || variant !== 'no_success');
}

/**
 * A body with its fields drifted. A field that a variant changes and the body lacks stays missing.
 *
 * @param orderUuid the order that the body is about, if known.
 */
export function drifted(body: Body, variant: DriftVariant, orderUuid?: string): Body {
  return DRIFTS[variant](body, orderUuid);
}

/** @param spell writes one of the words `paid`, `declined`, `pending` and `expired`. */
function withStatus(body: Body, spell: (word: string) => string): Body {
  const { payment_status: status } = body;
  if (typeof status !== 'string') return body;
  const word = status.toLowerCase().replace(/^payment[._]/, '');
  return { ...body, payment_status: spell(word === 'succeeded' ? 'paid' : word) };
}
