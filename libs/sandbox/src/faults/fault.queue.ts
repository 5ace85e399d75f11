import { createHash } from 'node:crypto';
import type { FaultCandidate } from './fault.filter.js';
import { passes } from './fault.filter.js';
import type { FaultTarget } from './fault.kinds.js';
import type { FaultRule } from './fault.rule.js';

/** Faults that need something to be processed, which only a POST does. */
const POST_ONLY: readonly string[] = ['checkout.timeout', 'checkout.lost_answer', 'api.reorder'];

interface Queued {
  readonly rule: FaultRule;
  /** How many candidates a probability was drawn for. */
  readonly draws: number;
}

/** The faults to come, oldest first. */
export class FaultQueue {
  #queue: readonly Queued[] = [];

  list(): readonly FaultRule[] {
    return this.#queue.map(({ rule }) => rule);
  }

  add(rule: FaultRule): void {
    this.#queue = [...this.#queue, { rule, draws: 0 }];
  }

  /** @returns whether there was a fault with this id. */
  remove(id: string): boolean {
    const before = this.#queue.length;
    this.#queue = this.#queue.filter(({ rule }) => rule.id !== id);
    return this.#queue.length < before;
  }

  clear(): void {
    this.#queue = [];
  }

  /** The oldest fault that affects a candidate, counted as one hit; null when none does. */
  take<Target extends FaultTarget>(
    target: Target,
    candidate: FaultCandidate,
  ): FaultRule<Target> | null {
    for (const { rule, draws } of this.#queue) {
      if (rule.target !== target || !appliesTo(rule, candidate)) continue;
      const isHit = rule.probability === null || chance(rule.seed ?? 0, draws) < rule.probability;
      const left = rule.left === null ? null : rule.left - 1;
      const next = isHit ? { ...rule, hits: rule.hits + 1, left } : rule;
      this.#queue = this.#queue.flatMap((queued) => {
        if (queued.rule !== rule) return [queued];
        return next.left === 0 ? [] : [{ rule: next, draws: draws + 1 }];
      });
      if (isHit) return next as FaultRule<Target>;
    }
    return null;
  }
}

function appliesTo({ target, kind, filter }: FaultRule, candidate: FaultCandidate): boolean {
  if (POST_ONLY.includes(`${target}.${kind}`) && candidate.method !== 'POST') return false;
  return passes(filter, candidate);
}

/** An evenly distributed number from 0 up to 1; always the same for the same seed and draw. */
function chance(seed: number, draw: number): number {
  return createHash('sha256').update(`${seed}:${draw}`).digest().readUInt32BE() / 2 ** 32;
}
