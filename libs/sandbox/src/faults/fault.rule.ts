/** What each target can suffer. Whatever else is asked for is refused with this table. */
export const FAULT_KINDS = {
  /** A seller's call to the gateway's API. */
  api: ['status', 'delay', 'drop', 'reset', 'lost_answer', 'malformed'],
  /** A webhook that the gateway is about to send. */
  webhook: ['delay', 'drop', 'duplicate', 'lost_answer', 'malformed'],
} as const;

export type FaultTarget = keyof typeof FAULT_KINDS;

/**
 * What befalls a seller's call:
 * - `status`: answered with this HTTP status; nothing is processed.
 * - `delay`: processed at once, answered later; a webhook may overtake the answer.
 * - `drop`: neither processed nor ever answered.
 * - `reset`: not processed, the connection is reset.
 * - `lost_answer`: processed, then the connection is closed without an answer.
 * - `malformed`: processed, but only the first half of the answer's JSON arrives.
 */
export type ApiFaultKind = (typeof FAULT_KINDS)['api'][number];

/**
 * What befalls a webhook, at its first attempt:
 * - `delay`: leaves later, by the sandbox's clock.
 * - `drop`: never leaves and is not tried again; a resend still works.
 * - `duplicate`: two copies leave at the same instant.
 * - `lost_answer`: arrives, but the gateway never sees the answer, so it is tried again.
 * - `malformed`: only the first half of its JSON arrives; tried again if that is not answered 2xx.
 */
export type WebhookFaultKind = (typeof FAULT_KINDS)['webhook'][number];

interface FaultShape<Target extends FaultTarget, Kind> {
  readonly target: Target;
  readonly kind: Kind;
  /** HTTP status of a `status` fault. */
  readonly status?: number | undefined;
  /** Milliseconds of a `delay`. */
  readonly delayMs?: number | undefined;
  /** How many calls or webhooks it befalls. Default 1. */
  readonly count?: number | undefined;
}

/** A fault to be caused. */
export type FaultRequest =
  FaultShape<'api', ApiFaultKind> | FaultShape<'webhook', WebhookFaultKind>;

/** A fault as it stands: who it befalls, how often still. */
export interface FaultRule<Kind extends string = ApiFaultKind | WebhookFaultKind> {
  readonly id: string;
  readonly target: FaultTarget;
  readonly kind: Kind;
  /** HTTP status of a `status` fault, else null. */
  readonly status: number | null;
  /** Milliseconds of a `delay`, else null. */
  readonly delayMs: number | null;
  /** How many calls or webhooks it will still befall. */
  readonly left: number;
}

const LONGEST_DELAY_MS = 24 * 60 * 60 * 1000;

/**
 * What is wrong with a request for a fault, in words that say what to give instead; null when nothing is. It reads
 * what came over the wire, so no field is trusted to have its type.
 */
export function faultProblem(request: Readonly<Record<string, unknown>>): string | null {
  const { target, kind, status, delayMs, count } = request;
  if (target !== 'api' && target !== 'webhook') return 'target must be "api" or "webhook".';
  const kinds: readonly string[] = FAULT_KINDS[target];
  if (typeof kind !== 'string' || !kinds.includes(kind)) {
    return `kind of a fault of the ${target} must be one of ${kinds.join(', ')}.`;
  }
  if (kind === 'status' && !isWhole(status, 400, 599)) {
    return 'status must be the HTTP status to answer with, from 400 to 599.';
  }
  if (kind === 'delay' && !isWhole(delayMs, 1, LONGEST_DELAY_MS)) {
    return `delayMs must be a whole number of milliseconds from 1 to ${LONGEST_DELAY_MS} (a day).`;
  }
  if (kind !== 'status' && status !== undefined) return 'status belongs to the kind "status" only.';
  if (kind !== 'delay' && delayMs !== undefined) return 'delayMs belongs to the kind "delay" only.';
  if (count !== undefined && !isWhole(count, 1, 1_000_000)) {
    return 'count must be a whole number from 1 to 1000000.';
  }
  return null;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
