import {
  distinct,
  type Fields,
  isId,
  isObject,
  isText,
  ORDER_UUID,
  OTHER_ID,
  placesOf,
  readFields,
  TRANSACTION_ID,
  truthOf,
} from '../gateway/field.reader.js';
import type { WebhookProblemReason } from '../ledger/ledger.tables.js';
import { type StatedOutcome, statusWord } from '../payments/payment.outcome.js';

/** The ids by which a webhook names its payment. The ledger decides which payment that is. */
export interface WebhookIdentity {
  /** What stands under the documented name. */
  readonly transactionIds: readonly string[];
  /** What stands under the names that integrations of the gateway read. */
  readonly otherIds: readonly string[];
  readonly orderUuids: readonly string[];
}

/** Why a webhook is not recognised. */
export interface WebhookProblem {
  readonly reason: WebhookProblemReason;
  /** What is wrong, as the rest of a sentence that begins with "the webhook". */
  readonly detail: string;
}

/** A webhook as typed values. */
export interface ParsedWebhook {
  readonly identity: WebhookIdentity;
  /** What it says of the payment, or why it is not recognised. */
  readonly statement:
    | { readonly kind: 'outcome'; readonly outcome: StatedOutcome }
    | { readonly kind: 'unrecognised'; readonly problem: WebhookProblem };
}

const PAYMENT_STATUS = ['payment_status', 'paymentStatus'];
const OTHER_STATUS = ['status', 'event', 'event_type', 'eventType'];

const STATUS = [...PAYMENT_STATUS, ...OTHER_STATUS];

/** The fields that say which payment a webhook belongs to, and what happened to it. */
export const FACTS: readonly string[] = [
  ...TRANSACTION_ID,
  ...OTHER_ID,
  ...ORDER_UUID,
  ...STATUS,
  'success',
];

/** An order's id may have 255 characters outside the first plane, each of which JavaScript counts as two. */
const LONGEST_FACT = 2 * 255;

/**
 * Shortens the value of one of the {@link FACTS}, so that the parser reads the same: no id that a payment can have, and
 * no status that it knows, is longer without the separators that it ignores.
 */
export function shortFact(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (isObject(value)) return {};
  if (typeof value !== 'string' || value.length <= LONGEST_FACT) return value;
  const text = STATUS.includes(name) ? value.replace(/[\s._-]+/g, '') : value.trim();
  return text.length <= LONGEST_FACT ? text : `${text.slice(0, LONGEST_FACT - 1)}…`;
}

const NO_IDENTITY: WebhookIdentity = { transactionIds: [], otherIds: [], orderUuids: [] };

/**
 * Parses the body of a webhook, once. Pure. Tolerant where that can't cost money: where a field stands (at the top or
 * under `data`), what it is called, how a known status is spelled, what else is there. Strict where it can: a body that
 * contradicts itself, or says what nobody knows, is never a payment (docs/gateway-api.md, What the contract leaves
 * open, 5).
 */
export function parseWebhook(body: Fields): ParsedWebhook {
  const places = placesOf(body);
  const transactionIds = readFields(places, TRANSACTION_ID);
  if (!transactionIds.every(isId)) {
    const detail = 'has a transaction_id that is not 1 to 255 printable characters without spaces';
    return unrecognised(NO_IDENTITY, 'unidentified', detail);
  }
  const identity: WebhookIdentity = {
    transactionIds: distinct(transactionIds),
    otherIds: distinct(readFields(places, OTHER_ID).filter(isId)),
    orderUuids: distinct(readFields(places, ORDER_UUID).filter(isText)),
  };
  if (Object.values(identity).every(({ length }) => length === 0)) {
    return unrecognised(identity, 'unidentified', 'has no transaction_id');
  }
  return parseStatement(places, identity);
}

function parseStatement(places: readonly Fields[], identity: WebhookIdentity): ParsedWebhook {
  const contradictory = (detail: string) => unrecognised(identity, 'contradictory', detail);
  const unknown = (detail: string) => unrecognised(identity, 'unknown_status', detail);

  const documented = readFields(places, PAYMENT_STATUS);
  const words = documented.map(statusWord);
  if (words.includes(undefined)) return unknown('has a payment_status that nobody knows');
  // Under a name that other things have as well, only a known status says something.
  const others = readFields(places, OTHER_STATUS).map(statusWord);
  const known = [...words, ...others].filter((word) => word !== undefined);
  const outcomes = distinct(known.map(({ outcome }) => outcome));
  const [outcome] = outcomes;
  if (outcomes.length > 1) return contradictory(`says both ${outcomes.join(' and ')}`);
  if (outcome === undefined) return unknown('has no payment_status');

  const successes = distinct(readFields(places, ['success']).map(truthOf));
  const [success] = successes;
  if (successes.length > 1)
    return contradictory('says both that it is a success and that it is none');
  if (successes.length === 1 && success === undefined) {
    return contradictory('has a success that is neither true nor false');
  }
  if (success !== undefined && success !== (outcome === 'succeeded')) {
    return contradictory(`has success ${success} beside a status that means ${outcome}`);
  }
  // A spelling that the gateway doesn't document counts only when `success` says the same.
  if (success === undefined && !known.some((word) => word.documented)) {
    return unknown('has an undocumented status and no success');
  }
  return { identity, statement: { kind: 'outcome', outcome } };
}

/**
 * Returns everything that a body says of the payment, whether or not it makes sense: nothing, one outcome, or several
 * that contradict each other. Pure.
 */
export function outcomesSaid(body: Fields): readonly StatedOutcome[] {
  const places = placesOf(body);
  const words = readFields(places, STATUS).map(statusWord);
  const said: StatedOutcome[] = words.flatMap((word) => word?.outcome ?? []);
  const truths = readFields(places, ['success']).map(truthOf);
  if (truths.includes(true)) said.push('succeeded');
  // That it is no success says less than a word for it.
  if (truths.includes(false) && !said.some((outcome) => outcome !== 'succeeded')) {
    said.push('declined');
  }
  return distinct(said);
}

function unrecognised(
  identity: WebhookIdentity,
  reason: WebhookProblemReason,
  detail: string,
): ParsedWebhook {
  return { identity, statement: { kind: 'unrecognised', problem: { reason, detail } } };
}
