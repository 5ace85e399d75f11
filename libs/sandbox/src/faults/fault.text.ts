import { readDuration } from '../clock/duration.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { FAULT_KINDS } from './fault.kinds.js';
import { faultProblem } from './fault.request.js';
import type { FaultRequest } from './fault.rule.js';

/** The header of a request that carries faults for it and for what follows from it. */
export const FAULT_HEADER = 'x-sandbox-fault';

const TEXT = /^(?:(?<target>[a-z]+)\.)?(?<kind>[a-z_]+)(?:=(?<value>.+))?$/;
const PARAMETERS: Readonly<Record<string, (value: string) => object>> = {
  status: (value) => ({ status: Number(value) }),
  delay: (value) => ({ delayMs: readDuration(value) ?? Number(value) }),
  drift: (value) => ({ variant: value }),
};

type OwnFault<Target> = Extract<FaultRequest, { target: Target }>;

/** The faults in a request's header. */
export interface HeaderFaults<Target> {
  /** Affects the request itself. */
  readonly own: OwnFault<Target> | null;
  /** Affect what follows for its payment. */
  readonly later: readonly FaultRequest[];
}

/**
 * Reads the header: faults in short form (`lost_answer`, `status=503`, `webhook.duplicate`), separated by commas.
 *
 * @param target what is requested; a fault that names no target affects the request itself.
 * @param header undefined when there was none.
 * @throws {SandboxRequestError} when it cannot be read; the message says what to give instead.
 */
export function readFaultHeader<Target extends 'api' | 'checkout'>(
  header: string | undefined,
  target: Target,
): HeaderFaults<Target> {
  if (header === undefined) return { own: null, later: [] };
  const faults = header.split(',').map((text) => readFault(text.trim(), target));
  const isOwn = (fault: FaultRequest): fault is OwnFault<Target> => fault.target === target;
  const [own = null, second] = faults.filter(isOwn);
  const later = faults.filter((fault) => !isOwn(fault));
  if (second !== undefined) throw refusal('give one fault for the request itself, not two.');
  return { own, later };
}

function readFault(text: string, target: 'api' | 'checkout'): FaultRequest {
  const groups = TEXT.exec(text)?.groups;
  if (groups === undefined) {
    throw refusal(
      `${JSON.stringify(text)} is not a fault; write "kind", "kind=value" or "target.kind", such as "status=503" or "webhook.duplicate".`,
    );
  }
  const { kind = '', value } = groups;
  const parameters = value === undefined ? {} : PARAMETERS[kind]?.(value);
  const request = { target: groups['target'] ?? target, kind, ...parameters };
  const isKnown = Object.values(FAULT_KINDS)
    .flat()
    .some((name) => name === kind);
  const problem =
    parameters === undefined && isKnown ? `${kind} takes no value.` : faultProblem(request);
  if (problem !== null) throw refusal(`${JSON.stringify(text)} is not a fault: ${problem}`);
  if (target === 'checkout' && request.target === 'api') {
    throw refusal(
      `${JSON.stringify(text)} affects API calls, but a customer’s request comes after them.`,
    );
  }
  return request as FaultRequest;
}

function refusal(reason: string): SandboxRequestError {
  return new SandboxRequestError(`${FAULT_HEADER}: ${reason}`);
}
