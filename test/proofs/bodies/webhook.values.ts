import { API_KEY, SECRET } from './webhook.secrets.js';

// JSON texts for the fields of a webhook.

/** Replaced by the body's own transaction. */
export const ID = '@id@';
/** Replaced by the transaction of another body. */
export const OTHER = '@other@';
/** Replaced by nested lists, some of them too deep to read. */
export const DEPTHS: ReadonlyMap<string, number> = new Map([
  ['@deep@', 500],
  ['@too deep@', 20_000],
]);

/** Names of fields: the documented ones first, then similar ones. */
export const KEYS = [
  'webhook_secret',
  'success',
  'transaction_id',
  'customer_email',
  'payment_status',
  'webhookSecret',
  'transactionId',
  'paymentStatus',
  'WEBHOOK_SECRET',
  'webhook_secret ',
  'secret',
  'Success',
  'status',
  'id',
  'invoice',
  'event',
  'order_uuid',
  'data',
  'length',
  '',
  '\0',
  '💳',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'toJSON',
  'hasOwnProperty',
  SECRET,
].map(quoted);

/** Secrets: the right one, similar ones, and values that a careless comparison accepts. */
export const SECRETS = [
  ...[SECRET, SECRET.slice(0, -1), `${SECRET}0`, SECRET.toUpperCase(), ` ${SECRET}`].map(quoted),
  ...[`${SECRET}\0`, `${SECRET}\n`, `*`, API_KEY, SECRET.replace('_', '＿')].map(quoted),
  `"\\u0077${SECRET.slice(1)}"`,
  ...[[SECRET], [[SECRET]], { toString: SECRET }, { $ne: 1 }, { 0: SECRET, length: 1 }].map((one) =>
    JSON.stringify(one),
  ),
  'null',
  '""',
  'true',
  '0',
  '1e999',
  '{}',
  '[]',
];

/** Statuses, documented and invented. */
export const STATUSES = [
  'payment.succeeded',
  'payment.declined',
  'payment_succeeded',
  'PAYMENT.SUCCEEDED',
  'Paid',
  'paid',
  'Pending',
  'Declined',
  'expired',
  'refunded',
  'succeeded',
  'captured',
  'failed',
  'paıd',
  'PAİD',
  '',
  'payment.ſucceeded',
  'payment.succeeded\0',
  'not paid',
  'unpaid',
  'paid?',
].map(quoted);

/** Ids of transactions. */
export const IDS = [
  ID,
  OTHER,
  `${ID}\0`,
  ` ${ID}`,
  '',
  '💳',
  'x'.repeat(255),
  'x'.repeat(256),
  '__proto__',
].map(quoted);

/** Values for any field, JSON or not. */
export const ODD = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '1',
  '1e999',
  '12345678901234567890',
  '{}',
  '[]',
  '"true"',
  '"false"',
  '"1"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u0000"',
  '"\\u2028"',
  `[${quoted(ID)}]`,
  '{"toString":1}',
  '{"then":1}',
  '{"toJSON":1}',
  '{"__proto__":null}',
  'NaN',
  'undefined',
  "'",
  '"',
  '\\',
  '01',
  '\u0000',
  `"${'é'.repeat(2000)}"`,
  ...DEPTHS.keys(),
];

/** Objects that fields may be in, besides the body itself. */
export const HOLDERS = ['data', '__proto__', 'constructor', 'payload', 'Data'].map(quoted);

/** A string as JSON. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
