import { readDuration } from '../clock/duration.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import type { FaultTarget } from './fault.kinds.js';
import { FAULT_KINDS } from './fault.kinds.js';
import { faultProblem } from './fault.request.js';
import type { FaultRequest } from './fault.rule.js';

/** The header of a call that says what is to befall it, or the webhooks of its payment. */
export const FAULT_HEADER = 'x-sandbox-fault';

const TEXT = /^(?:(?<target>[a-z]+)\.)?(?<kind>[a-z_]+)(?:=(?<value>.+))?$/;

/**
 * Reads a fault in short: `lost_answer`, `status=503`, `delay=2s`, `drift=nested`, `webhook.duplicate`.
 *
 * @param target whom it befalls when the text does not say so.
 * @throws {SandboxRequestError} when there is no such fault; the message says what to give instead.
 */
function readFault(text: string, target: FaultTarget): FaultRequest {
  const found = TEXT.exec(text.trim())?.groups;
  if (found === undefined) {
    throw new SandboxRequestError(
      `${JSON.stringify(text)} is no fault; write "kind", "kind=value" or "target.kind", such as "status=503" or "webhook.duplicate".`,
    );
  }
  const { kind, value } = found;
  const request = { target: found['target'] ?? target, kind, ...parameterOf(kind, value) };
  const problem = valueProblem(kind, value) ?? faultProblem(request);
  if (problem === null) return request as FaultRequest;
  throw new SandboxRequestError(`${JSON.stringify(text)} is no fault: ${problem}`);
}

type OwnFault<Target> = Extract<FaultRequest, { target: Target }>;

/** What a call's header asks for. */
export interface HeaderFaults<Target> {
  /** Befalls the call itself. */
  readonly own: OwnFault<Target> | null;
  /** Befall what comes later of its payment. */
  readonly later: readonly FaultRequest[];
}

/**
 * Reads the header of a call: faults in short, with commas between them.
 *
 * @param target what the call is to; a fault without a target befalls the call itself.
 * @param header undefined when there was none.
 * @throws {SandboxRequestError} when it cannot be read.
 */
export function readFaultHeader<Target extends 'api' | 'checkout'>(
  header: string | undefined,
  target: Target,
): HeaderFaults<Target> {
  if (header === undefined) return { own: null, later: [] };
  const faults = header.split(',').map((text) => readInHeader(text, target));
  const isOwn = (fault: FaultRequest): fault is OwnFault<Target> => fault.target === target;
  const [own = null, second] = faults.filter(isOwn);
  const later = faults.filter((fault) => !isOwn(fault));
  if (second !== undefined) {
    throw new SandboxRequestError(`${FAULT_HEADER}: one call can suffer one fault, not two.`);
  }
  return { own, later };
}

function readInHeader(text: string, target: 'api' | 'checkout'): FaultRequest {
  try {
    const fault = readFault(text, target);
    if (target === 'api' || fault.target !== 'api') return fault;
  } catch (error) {
    if (!(error instanceof SandboxRequestError)) throw error;
    throw new SandboxRequestError(`${FAULT_HEADER}: ${error.message}`);
  }
  throw new SandboxRequestError(
    `${FAULT_HEADER}: ${JSON.stringify(text)} befalls the API; a customer’s request comes after it.`,
  );
}

function parameterOf(kind: string | undefined, value: string | undefined): object {
  if (value === undefined) return {};
  if (kind === 'status') return { status: Number(value) };
  if (kind === 'delay') return { delayMs: readDuration(value) ?? Number(value) };
  return kind === 'drift' ? { variant: value } : {};
}

function valueProblem(kind: string | undefined, value: string | undefined): string | null {
  const takesValue = kind === 'status' || kind === 'delay' || kind === 'drift';
  const isKnown = Object.values(FAULT_KINDS).some((kinds) => kinds.some((name) => name === kind));
  return value === undefined || takesValue || !isKnown ? null : `${kind} takes no value.`;
}
