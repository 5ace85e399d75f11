import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { SandboxRequestError } from '../sandbox.errors.js';
import type {
  ApiFaultKind,
  FaultRequest,
  FaultRule,
  FaultTarget,
  WebhookFaultKind,
} from './fault.rule.js';
import { faultProblem } from './fault.rule.js';

/** The faults to come, oldest first. They are kept in memory: a restart begins without. */
@Injectable()
export class FaultRules {
  #rules: FaultRule[] = [];

  /**
   * Adds a fault behind those that are there.
   *
   * @throws {SandboxRequestError} when there is no such fault; the message says what to give instead.
   */
  add(request: FaultRequest): FaultRule {
    const problem = faultProblem({ ...request });
    if (problem !== null) throw new SandboxRequestError(problem);
    const rule: FaultRule = {
      id: `fault_${randomUUID()}`,
      target: request.target,
      kind: request.kind,
      status: request.status ?? null,
      delayMs: request.delayMs ?? null,
      left: request.count ?? 1,
    };
    this.#rules.push(rule);
    return rule;
  }

  list(): readonly FaultRule[] {
    return [...this.#rules];
  }

  clear(): void {
    this.#rules = [];
  }

  /** Takes the oldest fault of a target once, or null when none is left. */
  take(target: 'api'): FaultRule<ApiFaultKind> | null;
  take(target: 'webhook'): FaultRule<WebhookFaultKind> | null;
  take(target: FaultTarget): FaultRule | null {
    const rule = this.#rules.find((candidate) => candidate.target === target);
    if (rule === undefined) return null;
    const left = rule.left - 1;
    this.#rules = this.#rules.flatMap((other) => {
      if (other !== rule) return [other];
      return left === 0 ? [] : [{ ...rule, left }];
    });
    return { ...rule, left };
  }
}
