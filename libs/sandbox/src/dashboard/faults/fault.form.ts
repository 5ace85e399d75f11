import { readDuration } from '../../clock/duration.js';
import type { FaultFilter } from '../../faults/fault.filter.js';
import { FILTER_FIELDS } from '../../faults/fault.filter.js';
import type { FaultTarget } from '../../faults/fault.kinds.js';
import { FAULT_KINDS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import type { FaultRequest } from '../../faults/fault.rule.js';
import { FormFields } from '../frame/form-fields.js';

/** The form as submitted. */
export interface FaultForm {
  /** A target and one of its kinds, such as `api.status`. */
  readonly fault: string;
  readonly status: string;
  readonly delay: string;
  readonly variant: string;
  readonly count: string;
  readonly probability: string;
  readonly seed: string;
  readonly filter: Readonly<Partial<Record<keyof FaultFilter, string>>>;
}

/** Every fault, by its value in the form. */
export const FAULT_CHOICES: readonly {
  readonly target: FaultTarget;
  readonly kind: string;
  readonly value: string;
}[] = FAULT_TARGETS.flatMap((target) =>
  FAULT_KINDS[target].map((kind) => ({ target, kind, value: `${target}.${kind}` })),
);

/** The filter fields of all targets. */
export const ALL_FILTER_FIELDS = [...new Set(FAULT_TARGETS.flatMap((each) => FILTER_FIELDS[each]))];

export function readFaultForm(body: unknown): FaultForm {
  const fields = new FormFields(body);
  const fault = fields.given('fault') ?? 'webhook.duplicate';
  return {
    fault,
    status: fields.given('status') ?? '500',
    delay: fields.given('delay') ?? '5s',
    variant: fields.text(`variant_${fault.split('.')[0]}`),
    count: fields.text('count'),
    probability: fields.text('probability'),
    seed: fields.text('seed'),
    filter: Object.fromEntries(
      ALL_FILTER_FIELDS.map((field) => [field, fields.text(`filter_${field}`)] as const).filter(
        ([, text]) => text !== '',
      ),
    ),
  };
}

/**
 * The request for the fault, with only the fields that it has: hidden fields may contain something too. It is not
 * checked here.
 */
export function faultRequest(form: FaultForm): FaultRequest {
  const choice = FAULT_CHOICES.find(({ value }) => value === form.fault);
  const { target, kind } = choice ?? { target: undefined, kind: undefined };
  const taken: readonly string[] = target === undefined ? [] : FILTER_FIELDS[target];
  const filter = Object.entries(form.filter).filter(([field]) => taken.includes(field));
  const request: unknown = {
    target,
    kind,
    ...(kind === 'status' && { status: numberOf(form.status) }),
    ...(kind === 'delay' && { delayMs: readDuration(form.delay) ?? form.delay }),
    ...(kind === 'drift' && { variant: form.variant }),
    ...(form.count !== '' && { count: numberOf(form.count) }),
    ...(form.probability !== '' && { probability: numberOf(form.probability) }),
    ...(form.seed !== '' && { seed: numberOf(form.seed) }),
    ...(filter.length > 0 && { filter: Object.fromEntries(filter) }),
  };
  return request as FaultRequest;
}

/** The field that a problem is about: its message starts with the name. */
export function faultyField(problem: string): string | null {
  const word = /^[a-zA-Z]+/.exec(problem)?.[0] ?? '';
  if (word === 'delayMs') return 'delay';
  return ['status', 'variant', 'count', 'probability', 'seed'].includes(word) ? word : null;
}

/** A number, or the text itself if it is not one, for the sandbox to reject. */
function numberOf(text: string): number | string {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
