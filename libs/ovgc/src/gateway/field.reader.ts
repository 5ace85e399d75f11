import { isTransactionId } from '../payments/payment.js';

// How a body of the gateway is read, an answer or a webhook: where its fields stand and what they are called may differ
// from the documentation (docs/gateway-api.md, What the contract leaves open, 5).

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The documented name of the transaction, and its camelCase spelling. */
export const TRANSACTION_ID = ['transaction_id', 'transactionId'];
/** Names of the transaction that integrations of the gateway read. Other things may have them as well. */
export const OTHER_ID = ['invoice_id', 'invoiceId', 'invoice', 'payment_id', 'paymentId', 'id'];
export const ORDER_UUID = ['order_uuid', 'orderUuid'];

/** The objects of a body in which its fields may stand: the body, and its `data`. */
export function placesOf(body: Fields): readonly Fields[] {
  return [body, body['data']].filter(isObject);
}

/** Reads the values that stand under any of some names, at any of the places. Null counts as absent. */
export function readFields(
  places: readonly Fields[],
  names: readonly string[],
): readonly unknown[] {
  return places.flatMap((place) =>
    names
      .filter((name) => Object.hasOwn(place, name))
      .map((name) => trimmed(place[name]))
      .filter((value) => value !== null && value !== undefined),
  );
}

/** Whether a body names an order, and it is another one than was asked for. */
export function namesOtherOrder(places: readonly Fields[], orderUuid: string): boolean {
  return readFields(places, ORDER_UUID).some(
    (order) => isText(order) && order !== orderUuid.trim(),
  );
}

/** Reads a boolean that may be written as a number or a text; undefined for anything else. */
export function truthOf(value: unknown): boolean | undefined {
  if (value === true || value === 1 || value === 'true') return true;
  return value === false || value === 0 || value === 'false' ? false : undefined;
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && isTransactionId(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Whether a JSON value is an object, and no array. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
