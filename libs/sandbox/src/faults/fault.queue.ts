import { createHash } from 'node:crypto';
import type { FaultCandidate } from './fault.filter.js';
import { passes } from './fault.filter.js';
import type { FaultTarget } from './fault.kinds.js';
import type { FaultRule } from './fault.rule.js';

/** Kinds of which a customer's form can suffer, but not the page: there is nothing processed by looking at it. */
const OF_FORMS: readonly string[] = ['timeout', 'lost_answer'];

/** A rule, and how many candidates it has drawn a chance for. */
interface Standing {
  readonly rule: FaultRule;
  readonly draws: number;
}

/** The faults to come, oldest first. */
export class FaultQueue {
  #standing: readonly Standing[] = [];

  list(): readonly FaultRule[] {
    return this.#standing.map(({ rule }) => rule);
  }

  add(rule: FaultRule): void {
    this.#standing = [...this.#standing, { rule, draws: 0 }];
  }

  /** @returns whether there was one with this id. */
  remove(id: string): boolean {
    const before = this.#standing.length;
    this.#standing = this.#standing.filter(({ rule }) => rule.id !== id);
    return this.#standing.length < before;
  }

  clear(): void {
    this.#standing = [];
  }

  /** The oldest fault that befalls a candidate, used up by once; null when none does. */
  take<Target extends FaultTarget>(
    target: Target,
    candidate: FaultCandidate,
  ): FaultRule<Target> | null {
    for (const { rule, draws } of this.#standing) {
      if (rule.target !== target || !concerns(rule, candidate)) continue;
      const befalls = rule.probability === null || chance(rule.seed ?? 0, draws) < rule.probability;
      const hit = befalls ? hitOnce(rule) : rule;
      this.#replace(hit, draws + 1);
      if (befalls) return hit as FaultRule<Target>;
    }
    return null;
  }

  #replace(rule: FaultRule, draws: number): void {
    this.#standing = this.#standing.flatMap((standing) => {
      if (standing.rule.id !== rule.id) return [standing];
      return rule.left === 0 ? [] : [{ rule, draws }];
    });
  }
}

function concerns(rule: FaultRule, candidate: FaultCandidate): boolean {
  if (rule.target === 'checkout' && OF_FORMS.includes(rule.kind) && candidate.method !== 'POST') {
    return false;
  }
  if (rule.target === 'api' && rule.kind === 'reorder' && candidate.method !== 'POST') return false;
  return passes(rule.filter, candidate);
}

function hitOnce(rule: FaultRule): FaultRule {
  return { ...rule, hits: rule.hits + 1, left: rule.left === null ? null : rule.left - 1 };
}

/** From 0 up to 1, evenly; the same for the same seed and number. */
function chance(seed: number, number: number): number {
  return createHash('sha256').update(`${seed}:${number}`).digest().readUInt32BE() / 2 ** 32;
}
