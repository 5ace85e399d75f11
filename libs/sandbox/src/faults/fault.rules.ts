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

/** The faults to come, oldest first. They are kept in memory: a restart begins without. */
@Injectable()
export class FaultRules {
  readonly #queue = new FaultQueue();

  constructor(
    private readonly activity: Activity,
    private readonly journal: Journal,
  ) {}

  /**
   * Adds a fault behind those that are there.
   *
   * @throws {SandboxRequestError} when there is no such fault; the message says what to give instead.
   */
  add(request: FaultRequest | NewFault): FaultRule {
    const rule = standing(checked(NewFault, request));
    this.#queue.add(rule);
    this.#tell('added', rule.id);
    return rule;
  }

  /** Those that stand, oldest first. */
  list(): readonly FaultRule[] {
    return this.#queue.list();
  }

  /** Whether any stands that could befall a target. */
  standsFor(target: FaultTarget): boolean {
    return this.#queue.list().some((rule) => rule.target === target);
  }

  /**
   * Calls one fault off.
   *
   * @throws {SandboxNotFoundError} when it does not stand, or not any more.
   */
  remove(id: string): void {
    if (!this.#queue.remove(id)) {
      throw new SandboxNotFoundError(
        `No fault ${JSON.stringify(id)} stands; it may have befallen all that it was for. GET /_sandbox/faults lists those that do.`,
      );
    }
    this.#tell('removed', id);
  }

  /** Calls all faults off. */
  clear(): void {
    this.#queue.clear();
    this.#tell('removed', null);
  }

  /** Takes the oldest fault that befalls a candidate once; null when none does. */
  take<Target extends FaultTarget>(
    target: Target,
    candidate: FaultCandidate,
  ): FaultRule<Target> | null {
    const rule = this.#queue.take(target, candidate);
    if (rule === null) return null;
    this.#write(rule, candidate);
    this.#tell('befell', rule.id);
    return rule;
  }

  /**
   * A fault for one candidate alone, before all that stand.
   *
   * @param request a fault that was read, such as one of a header.
   */
  cause<Target extends FaultTarget>(
    request: Extract<FaultRequest, { target: Target }>,
    candidate: FaultCandidate,
  ): FaultRule<Target> {
    const rule = standing(request);
    this.#write(rule, candidate);
    return rule as FaultRule<Target>;
  }

  #write({ kind }: FaultRule, { name }: FaultCandidate): void {
    this.journal.write('fault', `${kind} befalls ${name}`);
  }

  #tell(change: 'added' | 'befell' | 'removed', faultId: string | null): void {
    this.activity.tell({ kind: 'fault', change, faultId });
  }
}

function standing(request: FaultRequest | NewFault): FaultRule {
  const { target, kind, probability, filter = {} } = request;
  return {
    id: `fault_${randomUUID()}`,
    target,
    kind,
    status: ('status' in request ? request.status : null) ?? null,
    delayMs: ('delayMs' in request ? request.delayMs : null) ?? null,
    variant: ('variant' in request ? request.variant : null) ?? null,
    filter,
    left: probability === undefined ? (request.count ?? 1) : null,
    probability: probability ?? null,
    seed: probability === undefined ? null : (request.seed ?? randomInt(2 ** 32)),
    hits: 0,
  };
}
