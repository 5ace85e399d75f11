import { driftVariants } from './drift.js';
import type { FaultFilter } from './fault.filter.js';
import { FILTER_FIELDS } from './fault.filter.js';
import type { FaultTarget } from './fault.kinds.js';
import { FAULT_KINDS, FAULT_TARGETS } from './fault.kinds.js';

/** The fields of a request for a fault. */
export const FAULT_FIELDS = [
  'target',
  'kind',
  'status',
  'delayMs',
  'variant',
  'count',
  'probability',
  'seed',
  'filter',
] as const;

/** A request for a fault as it came over the wire: no field is trusted to have its type. */
type Wire = Readonly<Partial<Record<(typeof FAULT_FIELDS)[number], unknown>>>;

const LONGEST_DELAY_MS = 24 * 60 * 60 * 1000;
const MOST_TIMES = 1_000_000;
const LARGEST_SEED = 2 ** 32 - 1;
const EVENTS: readonly string[] = ['payment.succeeded', 'payment.declined'];

/** What is wrong with a request for a fault, in words that say what to give instead; null when nothing is. */
export function faultProblem(request: Wire): string | null {
  const { target, kind } = request;
  if (!isTarget(target)) return `target must be one of ${FAULT_TARGETS.join(', ')}.`;
  const kinds: readonly string[] = FAULT_KINDS[target];
  if (typeof kind !== 'string' || !kinds.includes(kind)) {
    return `kind of a fault of the ${target} must be one of ${kinds.join(', ')}.`;
  }
  return (
    parameterProblem(target, kind, request) ??
    frequencyProblem(request) ??
    filterProblem(target, request.filter)
  );
}

function parameterProblem(target: FaultTarget, kind: string, request: Wire): string | null {
  const { status, delayMs, variant } = request;
  if (kind !== 'status' && status !== undefined) return 'status belongs to the kind "status" only.';
  if (kind !== 'delay' && delayMs !== undefined) return 'delayMs belongs to the kind "delay" only.';
  if (kind !== 'drift' && variant !== undefined) return 'variant belongs to the kind "drift" only.';
  if (kind === 'status' && !isWhole(status, 400, 599)) {
    return 'status must be the HTTP status to answer with, from 400 to 599.';
  }
  if (kind === 'delay' && !isWhole(delayMs, 1, LONGEST_DELAY_MS)) {
    return `delayMs must be a whole number of milliseconds from 1 to ${LONGEST_DELAY_MS} (a day).`;
  }
  if (kind !== 'drift') return null;
  const variants: readonly unknown[] = driftVariants(target);
  return variants.includes(variant)
    ? null
    : `variant of a drift of the ${target} must be one of ${variants.join(', ')}.`;
}

function frequencyProblem({ count, probability, seed }: Wire): string | null {
  if (count !== undefined && probability !== undefined) {
    return 'Give count or probability, not both.';
  }
  if (count !== undefined && !isWhole(count, 1, MOST_TIMES)) {
    return `count must be a whole number from 1 to ${MOST_TIMES}.`;
  }
  if (probability !== undefined && !isProbability(probability)) {
    return 'probability must be a number above 0, up to 1.';
  }
  if (seed === undefined) return null;
  if (probability === undefined) return 'seed belongs to a probability; give one, or no seed.';
  return isWhole(seed, 0, LARGEST_SEED)
    ? null
    : `seed must be a whole number from 0 to ${LARGEST_SEED}.`;
}

function filterProblem(target: FaultTarget, filter: unknown): string | null {
  if (filter === undefined) return null;
  const fields: readonly string[] = FILTER_FIELDS[target];
  const takes = `filter of a fault of the ${target} can have ${fields.join(', ')}`;
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    return `${takes}; give an object, such as {"orderUuid": "ORDER-2026-0001"}.`;
  }
  const stray = Object.keys(filter).find((field) => !fields.includes(field));
  if (stray !== undefined) return `${takes}, but not ${JSON.stringify(stray)}.`;
  const [empty] =
    Object.entries(filter).find(([, value]) => value !== undefined && !isText(value)) ?? [];
  if (empty !== undefined) return `filter.${empty} must be a text that is not empty.`;
  const { event } = filter as FaultFilter;
  return event === undefined || EVENTS.includes(event)
    ? null
    : `filter.event must be one of ${EVENTS.join(', ')}.`;
}

function isTarget(value: unknown): value is FaultTarget {
  return FAULT_TARGETS.some((target) => target === value);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function isProbability(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value <= 1;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
