import { writeDuration } from '../../clock/duration.js';
import { FAULT_KINDS, FAULT_MEANINGS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import type { FaultRule } from '../../faults/fault.rule.js';
import type { Json } from './json.js';
import { tableLines } from './table.js';

type Rule = Json<FaultRule>;

/** A fault that was just added. */
export function addedLines(rule: Rule): string[] {
  return [
    `${rule.target} ${rule.kind}${parameterOf(rule)} befalls ${frequencyOf(rule)}: ${rule.id}`,
  ];
}

/** The faults to come. */
export function ruleLines(rules: readonly Rule[]): string[] {
  if (rules.length === 0) {
    return ['No fault is planned. "ovgc-sandbox faults kinds" says what there is to add.'];
  }
  return tableLines(
    ['TARGET', 'KIND', 'BEFALLS', 'FOR', 'HITS', 'ID'],
    rules.map((rule) => [
      rule.target,
      `${rule.kind}${parameterOf(rule)}`,
      frequencyOf(rule),
      Object.values(rule.filter).join(' ') || 'all',
      String(rule.hits),
      rule.id,
    ]),
  );
}

/** Every kind of fault, with what it does. */
export function kindLines(): string[] {
  const rows = FAULT_TARGETS.flatMap((target) =>
    FAULT_KINDS[target].map((kind) => [target, kind, meaningOf(target, kind)]),
  );
  return tableLines(['TARGET', 'KIND', 'WHAT HAPPENS'], rows);
}

function meaningOf(target: keyof typeof FAULT_MEANINGS, kind: string): string {
  const meanings: Readonly<Record<string, string>> = FAULT_MEANINGS[target];
  return meanings[kind] ?? '';
}

function parameterOf({ status, delayMs, variant }: Rule): string {
  const parameter = status ?? variant ?? (delayMs === null ? null : writeDuration(delayMs));
  return parameter === null ? '' : ` ${parameter}`;
}

function frequencyOf({ left, probability, seed }: Rule): string {
  if (probability !== null) return `${probability * 100} % (seed ${seed})`;
  return left === 1 ? 'the next one' : `the next ${left}`;
}
