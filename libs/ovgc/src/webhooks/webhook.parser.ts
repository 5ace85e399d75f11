import type { Arrival } from '../payments/payment.status-machine.js';
import { statusWord } from '../payments/payment.outcome.js';
import { isTransactionId } from '../payments/payment.js';

/** What a webhook says, as far as it can be told. */
export type ParsedWebhook =
  | { readonly kind: 'arrival'; readonly transactionId: string; readonly arrival: Arrival }
  /** A status that is known and moves nothing: `Pending`. */
  | { readonly kind: 'still_pending'; readonly transactionId: string }
  | {
      readonly kind: 'contradictory' | 'unknown_status';
      readonly transactionId: string;
      readonly detail: string;
    }
  /** Not a webhook at all. */
  | { readonly kind: 'unreadable'; readonly detail: string };

/**
 * Reads the body of a webhook. Tolerant where that can't cost money: where a field stands (at the top or under
 * `data`), what else is there, how a status is spelled, `success` left out. Strict where it can: what contradicts
 * itself, or says what nobody knows, is never a payment.
 */
export function parseWebhook(body: Readonly<Record<string, unknown>>): ParsedWebhook {
  const holders = [body, body['data']].filter(isObject);
  const ids = said(holders, ['transaction_id', 'transactionId']);
  const [transactionId] = ids;
  if (transactionId === undefined) return unreadable('it has no transaction_id');
  if (typeof transactionId !== 'string' || !isTransactionId(transactionId)) {
    return unreadable('its transaction_id is not a text of 1 to 255 printable characters');
  }
  if (ids.length > 1) {
    return { kind: 'contradictory', transactionId, detail: 'it names two transactions' };
  }
  return readOutcome(holders, transactionId);
}

function readOutcome(
  holders: readonly Record<string, unknown>[],
  transactionId: string,
): ParsedWebhook {
  const contradictory = (detail: string) =>
    ({ kind: 'contradictory', transactionId, detail }) as const;
  const unknown = (detail: string) => ({ kind: 'unknown_status', transactionId, detail }) as const;

  const statuses = new Set(said(holders, ['payment_status', 'paymentStatus']).map(statusWord));
  const [status] = statuses;
  if (statuses.size > 1) return contradictory('it names two statuses');
  if (statuses.size === 0) return unknown('it has no payment_status');
  if (status === undefined) return unknown('its payment_status is none that is documented');

  const successes = new Set(said(holders, ['success']).map(successOf));
  const [success] = successes;
  if (successes.size > 1) return contradictory('it says both success and no success');
  if (successes.size === 1 && success === undefined) {
    return contradictory('its success is neither true nor false');
  }
  if (success !== undefined && success !== (status === 'succeeded')) {
    return contradictory('its success and its payment_status contradict each other');
  }
  return status === 'pending'
    ? { kind: 'still_pending', transactionId }
    : { kind: 'arrival', transactionId, arrival: status };
}

/** The distinct values, null being none, that stand under any of some names, at any of the places where a field may stand. */
function said(
  holders: readonly Record<string, unknown>[],
  names: readonly string[],
): readonly unknown[] {
  const values = holders.flatMap((holder) =>
    names.filter((name) => Object.hasOwn(holder, name)).map((name) => holder[name]),
  );
  return [...new Set(values.filter((value) => value !== null))];
}

function successOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(detail: string): ParsedWebhook {
  return { kind: 'unreadable', detail };
}
