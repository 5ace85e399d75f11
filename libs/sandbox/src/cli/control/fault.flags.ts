import { readDuration } from '../../clock/duration.js';
import { CommandError } from '../command.error.js';

/** What `faults add` can be told. */
export interface FaultFlags {
  readonly status?: string;
  readonly delay?: string;
  readonly variant?: string;
  readonly count?: string;
  readonly probability?: string;
  readonly seed?: string;
  readonly order?: string;
  readonly transaction?: string;
  readonly event?: string;
  readonly seller?: string;
  readonly path?: string;
}

/**
 * The body of a request for a fault. Whether there is such a fault, the sandbox says.
 *
 * @throws {CommandError} naming a flag that is no number or no span of time.
 */
export function faultBody(target: string, kind: string, flags: FaultFlags) {
  const { order, transaction, event, seller, path } = flags;
  const filter = { orderUuid: order, transactionId: transaction, event, sellerId: seller, path };
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return {
    target,
    kind,
    status: readNumber('--status', flags.status),
    delayMs: readSpan('--delay', flags.delay),
    variant: flags.variant,
    count: readNumber('--count', flags.count),
    probability: readNumber('--probability', flags.probability),
    seed: readNumber('--seed', flags.seed),
    filter: isFiltered ? filter : undefined,
  };
}

function readNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new CommandError(`${flag} is "${text}"; give a number.`);
}

function readSpan(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const span = readDuration(text);
  if (span !== null) return span;
  throw new CommandError(`${flag} is "${text}"; give a span such as 500ms, 5s or 2m.`);
}
