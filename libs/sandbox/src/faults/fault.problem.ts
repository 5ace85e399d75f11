import { IsIn, ValidateBy } from 'class-validator';
import { check, fieldsOf } from '../validation/checked.js';
import type { DriftVariant } from './drift.js';
import { driftVariants } from './drift.js';
import type { FaultFilter } from './fault.filter.js';
import { FILTER_FIELDS } from './fault.filter.js';
import type { FaultKind, FaultTarget } from './fault.kinds.js';
import { FAULT_KINDS, FAULT_TARGETS } from './fault.kinds.js';

const MAX_DELAY_MS = 24 * 60 * 60 * 1000;
const MAX_COUNT = 1_000_000;
const MAX_SEED = 2 ** 32 - 1;
const EVENTS: readonly unknown[] = ['payment.succeeded', 'payment.declined'];

/** The rules for a request for a fault. */
class FaultFields {
  @IsIn(FAULT_TARGETS, { message: `must be one of ${FAULT_TARGETS.join(', ')}.` })
  readonly target!: FaultTarget;

  @Follows((kind, { target }) => {
    const kinds: readonly unknown[] = FAULT_KINDS[target];
    const problem = `of a fault of the ${target} must be one of ${kinds.join(', ')}.`;
    return kinds.includes(kind) ? null : problem;
  })
  readonly kind!: FaultKind;

  @Follows((status, { kind }) => {
    if (kind !== 'status') return belongsTo('status', status);
    return isWhole(status, 400, 599)
      ? null
      : 'must be the HTTP status to answer with, from 400 to 599.';
  })
  readonly status?: number;

  @Follows((delayMs, { kind }) => {
    if (kind !== 'delay') return belongsTo('delay', delayMs);
    const problem = `must be a whole number of milliseconds from 1 to ${MAX_DELAY_MS} (a day).`;
    return isWhole(delayMs, 1, MAX_DELAY_MS) ? null : problem;
  })
  readonly delayMs?: number;

  @Follows((variant, { kind, target }) => {
    if (kind !== 'drift') return belongsTo('drift', variant);
    const variants: readonly unknown[] = driftVariants(target);
    const problem = `of a drift of the ${target} must be one of ${variants.join(', ')}.`;
    return variants.includes(variant) ? null : problem;
  })
  readonly variant?: DriftVariant;

  @Follows((count, { probability }) => {
    if (count === undefined) return null;
    if (probability !== undefined) return 'cannot be combined with probability; give one of them.';
    return isWhole(count, 1, MAX_COUNT) ? null : `must be a whole number from 1 to ${MAX_COUNT}.`;
  })
  readonly count?: number;

  @Follows((value) => {
    const isProbability = typeof value === 'number' && value > 0 && value <= 1;
    return value === undefined || isProbability ? null : 'must be a number above 0, up to 1.';
  })
  readonly probability?: number;

  @Follows((seed, { probability }) => {
    if (seed === undefined) return null;
    if (probability === undefined) return 'belongs to a probability; give one, or no seed.';
    return isWhole(seed, 0, MAX_SEED) ? null : `must be a whole number from 0 to ${MAX_SEED}.`;
  })
  readonly seed?: number;

  @Follows((filter, { target }) => filterProblem(target, filter))
  readonly filter?: FaultFilter;
}

/** The fields of a request for a fault. */
export const FAULT_FIELDS = fieldsOf(FaultFields) as readonly (keyof FaultFields)[];

/** What is wrong with a request for a fault, and what to give instead; null when nothing is. */
export function faultProblem(request: object): string | null {
  const result = check(FaultFields, request);
  return result.kind === 'valid' ? null : `${result.path} ${result.problem}`;
}

/** A rule that may depend on the target and the other fields; it returns what is wrong, to follow the field's name. */
function Follows(rule: (value: unknown, fault: FaultFields) => string | null): PropertyDecorator {
  const problemOf = (value: unknown, fault: FaultFields) =>
    FAULT_TARGETS.includes(fault.target) ? rule(value, fault) : null;
  return ValidateBy({
    name: 'follows',
    validator: {
      validate: (value, args) => problemOf(value, args?.object as FaultFields) === null,
      defaultMessage: (args) => problemOf(args?.value, args?.object as FaultFields) ?? '',
    },
  });
}

function belongsTo(kind: FaultKind, value: unknown): string | null {
  return value === undefined ? null : `belongs to the kind "${kind}" only.`;
}

function filterProblem(target: FaultTarget, filter: unknown): string | null {
  if (filter === undefined) return null;
  const fields: readonly string[] = FILTER_FIELDS[target];
  const takes = `of a fault of the ${target} can have ${fields.join(', ')}`;
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) {
    return `${takes}; give an object, such as {"orderUuid": "ORDER-2026-0001"}.`;
  }
  for (const [field, value] of Object.entries(filter)) {
    if (!fields.includes(field)) return `${takes}, but not ${JSON.stringify(field)}.`;
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '')
      return `needs a text that is not empty as ${field}.`;
    if (field === 'event' && !EVENTS.includes(value))
      return `needs one of ${EVENTS.join(', ')} as event.`;
  }
  return null;
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
