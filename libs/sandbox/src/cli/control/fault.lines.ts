import { writeDuration } from '../../clock/duration.js';
import { FAULT_MEANINGS } from '../../faults/fault.kinds.js';
import type { FaultRule } from '../../faults/fault.rule.js';
import type { Json } from './control.client.js';
import { tableLines } from './lines.js';

type Rule = Json<FaultRule>;

/** A fault that was just added. */
export function addedLines(rule: Rule): string[] {
  return [`${rule.target} ${kindOf(rule)} affects ${frequencyOf(rule)}: ${rule.id}`];
}

/** The faults that are set. */
export function ruleLines(rules: readonly Rule[]): string[] {
  if (rules.length === 0) {
    return ['No faults are set. "ovgc-sandbox faults kinds" lists what you can add.'];
  }
  return tableLines(
    ['TARGET', 'KIND', 'AFFECTS', 'FILTER', 'HITS', 'ID'],
    rules.map((rule) => [
      rule.target,
      kindOf(rule),
      frequencyOf(rule),
      Object.values(rule.filter).join(' ') || 'all',
      String(rule.hits),
      rule.id,
    ]),
  );
}

/** Every kind of fault and what it does. */
export function kindLines(): string[] {
  const rows = Object.entries(FAULT_MEANINGS).flatMap(([target, meanings]) =>
    Object.entries(meanings).map(([kind, meaning]) => [target, kind, meaning]),
  );
  return tableLines(['TARGET', 'KIND', 'WHAT HAPPENS'], rows);
}

function kindOf({ kind, status, delayMs, variant }: Rule): string {
  const parameter = status ?? variant ?? (delayMs === null ? null : writeDuration(delayMs));
  return parameter === null ? kind : `${kind} ${parameter}`;
}

function frequencyOf({ left, probability, seed }: Rule): string {
  if (probability !== null) return `${probability * 100} % (seed ${seed})`;
  return left === 1 ? 'the next one' : `the next ${left}`;
}
