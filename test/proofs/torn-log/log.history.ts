import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { openLedgerOn } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { transactionOf } from '../../support/gateway.js';
import type { Host } from '../../support/host.js';
import {
  type Outcome,
  startRuntime,
  type Step,
  stopRuntime,
  quiet,
  take,
} from './ledger.runtime.js';
import { type Commit, RecordingDatabase } from './recording.database.js';

/** A webhook that was acknowledged when the log had so many bytes. */
export interface Acknowledged {
  readonly transaction: string;
  readonly outcome: Outcome;
  readonly end: number;
}

/** A ledger with all that happened since its last checkpoint in its log. */
export interface History {
  readonly database: Buffer;
  readonly log: Buffer;
  readonly commits: readonly Commit[];
  readonly acknowledged: readonly Acknowledged[];
  /** What happened, before the checkpoint, too; what stands in one group happened at once. */
  readonly steps: readonly Step[];
}

/** What happens at once. */
type Group = readonly Step[];

/** A shop's orders, created and paid in all kinds of ways: the same ones for the same seed. */
function groupsOf(seed: number, name: string, orders: number): readonly Group[] {
  const outcomes = fc.array(fc.constantFrom<Outcome[]>('succeeded', 'succeeded', 'declined'), {
    minLength: 1,
    maxLength: 3,
  });
  const order = fc.record({ outcomes, isEarly: fc.boolean(), isAlone: fc.boolean() });
  const plans = fc.sample(fc.noBias(order), { seed, numRuns: orders });
  return plans.flatMap(({ outcomes: said, isEarly, isAlone }, i): Group[] => {
    const create: Step = { kind: 'create', order: `${name}-${i}` };
    const webhooks = said.map((outcome): Step => ({ ...create, kind: 'webhook', outcome }));
    const steps = isEarly ? [...webhooks, create] : [create, ...webhooks];
    return isAlone ? steps.map((step) => [step]) : [[create], webhooks];
  });
}

/**
 * Lets a shop work, and takes its files while they are open.
 *
 * @param isNew whether the log goes back to the very first start; else a ledger was there, checkpointed
 */
export async function recordHistory(
  folder: string,
  host: Host,
  gatewayUrl: string,
  { seed, orders, isNew }: { seed: number; orders: number; isNew: boolean },
): Promise<History> {
  const file = join(folder, 'payments.db');
  const before = isNew ? [] : groupsOf(seed, 'OLD', 3);
  if (!isNew) await work(file, host, gatewayUrl, before);
  const groups = groupsOf(seed + 1, 'NEW', orders);
  const worked = await work(file, host, gatewayUrl, groups);
  return { ...worked, steps: [...before, ...groups].flat() };
}

async function work(file: string, host: Host, gatewayUrl: string, groups: readonly Group[]) {
  const recording = new RecordingDatabase(file);
  const ledger = await openLedgerOn(recording, file);
  const runtime = await startRuntime(host, ledger, gatewayUrl);
  const acknowledged: Acknowledged[] = [];
  for (const group of groups) {
    await Promise.all(
      group.map(async (step) => {
        await take(runtime, step);
        if (step.kind === 'create') return;
        const transaction = transactionOf(step.order);
        acknowledged.push({ transaction, outcome: step.outcome, end: recording.logBytes });
      }),
    );
  }
  await quiet(runtime);
  // Before it closes, which empties the log.
  const files = { database: readFileSync(file), log: readFileSync(`${file}-wal`) };
  const commits = [...recording.commits];
  await stopRuntime(runtime);
  return { ...files, commits, acknowledged };
}
