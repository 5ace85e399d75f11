import { readDuration } from '../../clock/duration.js';
import { FILTER_FIELDS } from '../../faults/fault.filter.js';
import type { FaultTarget } from '../../faults/fault.kinds.js';
import { FAULT_KINDS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import type { FaultRequest } from '../../faults/fault.rule.js';
import type { FormFields } from '../frame/form-fields.js';

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

/** What the form starts with, and what an empty field stands for. */
export const FAULT_DEFAULTS = { fault: 'webhook.duplicate', status: '500', delay: '5s' };

/**
 * The request for the fault that a form describes, with only the fields that it has: hidden fields may contain
 * something too. It is not checked here.
 */
export function faultRequest(fields: FormFields): FaultRequest {
  const { status, delay, fault } = FAULT_DEFAULTS;
  const wanted = fields.given('fault') ?? fault;
  const { target, kind } = FAULT_CHOICES.find(({ value }) => value === wanted) ?? {};
  const taken = target === undefined ? [] : FILTER_FIELDS[target];
  const filter = present(taken, (field) => fields.given(`filter_${field}`));
  const delayText = fields.given('delay') ?? delay;
  const request: unknown = {
    target,
    kind,
    ...(kind === 'status' && { status: numberOf(fields.given('status') ?? status) }),
    ...(kind === 'delay' && { delayMs: readDuration(delayText) ?? delayText }),
    ...(kind === 'drift' && { variant: fields.text(`variant_${target}`) }),
    ...present(['count', 'probability', 'seed'], (field) => numberOf(fields.given(field))),
    ...(Object.keys(filter).length > 0 && { filter }),
  };
  return request as FaultRequest;
}

/** The field that a problem is about: its message starts with the name. Without one it is about the fault. */
export function faultyField(problem: string): string {
  const word = /^[a-zA-Z]+/.exec(problem)?.[0] ?? '';
  if (word === 'delayMs') return 'delay';
  return ['status', 'variant', 'count', 'probability', 'seed'].includes(word) ? word : 'fault';
}

/** An object of those fields that have a value. */
function present(names: readonly string[], valueOf: (name: string) => unknown): object {
  const entries = names.map((name) => [name, valueOf(name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A number, or the text itself if it is not one, for the sandbox to reject. */
function numberOf(text: string | undefined): number | string | undefined {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
