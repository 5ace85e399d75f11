import { Injectable } from '@nestjs/common';
import { createHash, randomInt, randomUUID } from 'node:crypto';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxNotFoundError } from '../sandbox.errors.js';
import { checked } from '../validation/checked.js';
import type { FaultCandidate } from './fault.filter.js';
import { passes } from './fault.filter.js';
import type { FaultTarget } from './fault.kinds.js';
import { NewFault } from './fault.request.js';
import type { FaultRequest, FaultRule } from './fault.rule.js';

/** Faults that need something to be processed, which only a POST does. */
const POST_ONLY: readonly string[] = ['checkout.timeout', 'checkout.lost_answer', 'api.reorder'];

/** The faults to come, oldest first. They are kept in memory: a restart starts without faults. */
@Injectable()
export class FaultRules {
  #rules: readonly FaultRule[] = [];
  /** How many candidates each probability was drawn for. */
  readonly #draws = new Map<string, number>();

  constructor(
    private readonly activity: Activity,
    private readonly journal: Journal,
  ) {}

  /**
   * Adds a fault after the existing ones.
   *
   * @throws {SandboxRequestError} when there is no such fault; the message says what to give instead.
   */
  add(request: FaultRequest | NewFault): FaultRule {
    const rule = ruleOf(checked(NewFault, request));
    this.#rules = [...this.#rules, rule];
    this.#tell('added', rule.id);
    return rule;
  }

  /** The faults that are set, oldest first. */
  list(): readonly FaultRule[] {
    return this.#rules;
  }

  /** Whether a fault is set that could affect a target. */
  isSetFor(target: FaultTarget): boolean {
    return this.#rules.some((rule) => rule.target === target);
  }

  /**
   * Removes a fault.
   *
   * @throws {SandboxNotFoundError} when it is not set, or not any more.
   */
  remove(id: string): void {
    const rest = this.#rules.filter((rule) => rule.id !== id);
    if (rest.length === this.#rules.length) {
      throw new SandboxNotFoundError(
        `No fault ${JSON.stringify(id)} is set; its count may be used up. GET /_sandbox/faults lists the faults that are set.`,
      );
    }
    this.#rules = rest;
    this.#tell('removed', id);
  }

  /** Removes all faults. */
  clear(): void {
    this.#rules = [];
    this.#tell('removed', null);
  }

  /** Takes the oldest fault that affects a candidate, counted as one hit; null when none does. */
  take<Target extends FaultTarget>(
    target: Target,
    candidate: FaultCandidate,
  ): FaultRule<Target> | null {
    const rule = this.#rules.find(
      (queued) => queued.target === target && appliesTo(queued, candidate) && this.#isHit(queued),
    );
    if (rule === undefined) return null;
    const left = rule.left === null ? null : rule.left - 1;
    const next = { ...rule, hits: rule.hits + 1, left };
    this.#rules = this.#rules.flatMap((queued) => {
      if (queued !== rule) return [queued];
      return left === 0 ? [] : [next];
    });
    this.#log(next, candidate);
    this.#tell('affected', next.id);
    return next as FaultRule<Target>;
  }

  /** Causes a fault for one candidate only, such as one of its header, before all that are set. */
  cause<Target extends FaultTarget>(
    request: Extract<FaultRequest, { target: Target }>,
    candidate: FaultCandidate,
  ): FaultRule<Target> {
    const rule = ruleOf(request);
    this.#log(rule, candidate);
    return rule as FaultRule<Target>;
  }

  #isHit({ id, probability, seed }: FaultRule): boolean {
    if (probability === null) return true;
    const draws = this.#draws.get(id) ?? 0;
    this.#draws.set(id, draws + 1);
    return chance(seed ?? 0, draws) < probability;
  }

  #log({ kind }: FaultRule, { name }: FaultCandidate): void {
    this.journal.write('fault', `${kind} affects ${name}`);
  }

  #tell(change: 'added' | 'affected' | 'removed', faultId: string | null): void {
    this.activity.tell({ kind: 'fault', change, faultId });
  }
}

function ruleOf(request: FaultRequest | NewFault): FaultRule {
  const { target, kind, status, delayMs, variant, filter = {}, ...scope } = request as NewFault;
  const { probability, count = 1, seed = randomInt(2 ** 32) } = scope;
  const isRandom = probability !== undefined;
  return {
    id: `fault_${randomUUID()}`,
    target,
    kind,
    status: status ?? null,
    delayMs: delayMs ?? null,
    variant: variant ?? null,
    filter,
    left: isRandom ? null : count,
    probability: probability ?? null,
    seed: isRandom ? seed : null,
    hits: 0,
  };
}

function appliesTo({ target, kind, filter }: FaultRule, candidate: FaultCandidate): boolean {
  if (POST_ONLY.includes(`${target}.${kind}`) && candidate.method !== 'POST') return false;
  return passes(filter, candidate);
}

/** An evenly distributed number from 0 up to 1; always the same for the same seed and draw. */
function chance(seed: number, draw: number): number {
  return createHash('sha256').update(`${seed}:${draw}`).digest().readUInt32BE() / 2 ** 32;
}
