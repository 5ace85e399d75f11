import { Injectable } from '@nestjs/common';
import { randomInt, randomUUID } from 'node:crypto';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxNotFoundError } from '../sandbox.errors.js';
import { checked } from '../validation/checked.js';
import type { FaultCandidate } from './fault.filter.js';
import type { FaultTarget } from './fault.kinds.js';
import { FaultQueue } from './fault.queue.js';
import { NewFault } from './fault.request.js';
import type { FaultRequest, FaultRule } from './fault.rule.js';

/** The faults to come, oldest first. They are kept in memory: a restart starts without faults. */
@Injectable()
export class FaultRules {
  readonly #queue = new FaultQueue();

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
    this.#queue.add(rule);
    this.#tell('added', rule.id);
    return rule;
  }

  /** The faults that are set, oldest first. */
  list(): readonly FaultRule[] {
    return this.#queue.list();
  }

  /** Whether a fault is set that could affect a target. */
  isSetFor(target: FaultTarget): boolean {
    return this.#queue.list().some((rule) => rule.target === target);
  }

  /**
   * Removes a fault.
   *
   * @throws {SandboxNotFoundError} when it is not set, or not any more.
   */
  remove(id: string): void {
    if (!this.#queue.remove(id)) {
      throw new SandboxNotFoundError(
        `No fault ${JSON.stringify(id)} is set; its count may be used up. GET /_sandbox/faults lists the faults that are set.`,
      );
    }
    this.#tell('removed', id);
  }

  /** Removes all faults. */
  clear(): void {
    this.#queue.clear();
    this.#tell('removed', null);
  }

  /** Takes the oldest fault that affects a candidate; null when none does. */
  take<Target extends FaultTarget>(
    target: Target,
    candidate: FaultCandidate,
  ): FaultRule<Target> | null {
    const rule = this.#queue.take(target, candidate);
    if (rule === null) return null;
    this.#log(rule, candidate);
    this.#tell('affected', rule.id);
    return rule;
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

  #log({ kind }: FaultRule, { name }: FaultCandidate): void {
    this.journal.write('fault', `${kind} affects ${name}`);
  }

  #tell(change: 'added' | 'affected' | 'removed', faultId: string | null): void {
    this.activity.tell({ kind: 'fault', change, faultId });
  }
}

function ruleOf(request: FaultRequest | NewFault): FaultRule {
  const { target, kind, probability, count = 1, seed = randomInt(2 ** 32), filter = {} } = request;
  const isRandom = probability !== undefined;
  return {
    id: `fault_${randomUUID()}`,
    target,
    kind,
    status: ('status' in request ? request.status : null) ?? null,
    delayMs: ('delayMs' in request ? request.delayMs : null) ?? null,
    variant: ('variant' in request ? request.variant : null) ?? null,
    filter,
    left: isRandom ? null : count,
    probability: probability ?? null,
    seed: isRandom ? seed : null,
    hits: 0,
  };
}
