import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { check } from '../validation/checked.js';
import { isFields } from '../validation/fields.js';
import { IsOneOf, IsWhole, Optional, Satisfies, wholeProblem } from '../validation/rules.js';
import type { DriftVariant } from './drift.js';
import { driftVariants } from './drift.js';
import { FaultFilter, FILTER_FIELDS } from './fault.filter.js';
import type { FaultKind, FaultTarget } from './fault.kinds.js';
import { FAULT_KINDS, FAULT_TARGETS } from './fault.kinds.js';

/** A day. */
const LONGEST_DELAY_MS = 86_400_000;

/** A fault to add. */
export class NewFault {
  /** What it affects. */
  @IsOneOf(FAULT_TARGETS)
  readonly target!: FaultTarget;

  /** What happens. Each target has its own kinds. */
  @Satisfies('isKind', (kind, { target }: NewFault) => {
    const kinds: readonly unknown[] = FAULT_TARGETS.includes(target) ? FAULT_KINDS[target] : [];
    if (kinds.includes(kind)) return null;
    return `of a fault of the ${target} must be one of ${kinds.join(', ')}.`;
  })
  readonly kind!: FaultKind;

  /**
   * For the kind `status`: the HTTP status to answer with.
   *
   * @minimum 400
   * @maximum 599
   */
  @BelongsTo('status', (status) =>
    wholeProblem(400, 599)(status) === null
      ? null
      : 'must be the HTTP status to answer with, from 400 to 599.',
  )
  readonly status?: number | undefined;

  /**
   * For the kind `delay`: milliseconds, up to a day.
   *
   * @minimum 1
   * @maximum 86400000
   */
  @BelongsTo('delay', wholeProblem(1, LONGEST_DELAY_MS, ' of milliseconds'))
  readonly delayMs?: number | undefined;

  /** For the kind `drift`: how the fields differ from the documented ones. */
  @BelongsTo('drift', (variant, { target }) => {
    const variants: readonly unknown[] = driftVariants(target);
    if (variants.includes(variant)) return null;
    return `of a drift of the ${target} must be one of ${variants.join(', ')}.`;
  })
  readonly variant?: DriftVariant | undefined;

  /** How many it affects. Default 1, unless a probability is set. */
  @Optional()
  @IsWhole(1, 1_000_000)
  readonly count?: number | undefined;

  /**
   * How likely it affects each, above 0 up to 1, until it is removed.
   *
   * @maximum 1
   */
  @Optional()
  @Satisfies('isProbability', (probability, { count }: NewFault) => {
    if (count !== undefined) return 'cannot be set together: give count or probability, not both.';
    const isRight = typeof probability === 'number' && probability > 0 && probability <= 1;
    return isRight ? null : 'must be a number above 0, up to 1.';
  })
  readonly probability?: number | undefined;

  /**
   * For a `probability`: the same seed affects the same ones again. Default: a random one.
   *
   * @minimum 0
   */
  @Optional()
  @Satisfies('isSeed', (seed, { probability }: NewFault) =>
    probability === undefined
      ? 'belongs to a probability; give one, or no seed.'
      : wholeProblem(0, 2 ** 32 - 1)(seed),
  )
  readonly seed?: number | undefined;

  @Optional()
  @Type(() => FaultFilter)
  @ValidateNested()
  @Satisfies('isFilter', (filter, { target }: NewFault) => {
    const fields: readonly string[] = FILTER_FIELDS[target] ?? [];
    const takes = `of a fault of the ${target} can have ${fields.join(', ')}`;
    if (!isFields(filter)) {
      return `${takes}; give an object, such as {"orderUuid": "ORDER-2026-0001"}.`;
    }
    const [unknown] =
      Object.entries(filter).find(
        ([field, value]) => value !== undefined && !fields.includes(field),
      ) ?? [];
    return unknown === undefined ? null : `${takes}, but not ${JSON.stringify(unknown)}.`;
  })
  readonly filter?: FaultFilter | undefined;
}

/** What is wrong with a request for a fault; null when nothing is. */
export function faultProblem(request: object): string | null {
  const result = check(NewFault, request);
  return result.kind === 'valid' ? null : `${result.path} ${result.problem}`.trim();
}

/** A field that one kind of fault needs, and no other takes. */
function BelongsTo(
  kind: FaultKind,
  problemOf: (value: unknown, fault: NewFault) => string | null,
): PropertyDecorator {
  return Satisfies(`belongsTo_${kind}`, (value, fault: NewFault) => {
    if (fault.kind === kind) return problemOf(value, fault);
    return value === undefined ? null : `belongs to the kind "${kind}" only.`;
  });
}
