import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { openLedgerOn } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { transactionOf } from '../../support/gateway.js';
import type { Host } from '../../support/host.js';
import { type Outcome, startRuntime, type Step, stopRuntime, quiet, take } from './shop.runtime.js';
import { type Commit, RecordingDatabase } from './recording.database.js';

/** A webhook, and how many bytes the log had when it was acknowledged. */
export interface Acknowledged {
  readonly transaction: string;
  readonly outcome: Outcome;
  readonly end: number;
}

/** The files of a shop that has worked: everything since the last checkpoint is in the log. */
export interface RecordedScenario {
  readonly database: Buffer;
  readonly log: Buffer;
  readonly commits: readonly Commit[];
  readonly acknowledged: readonly Acknowledged[];
  /** What happened, before and after the checkpoint. */
  readonly steps: readonly Step[];
}

/** Steps that happen at once. */
type Group = readonly Step[];

/** Plans orders that are created and paid in different ways; the same seed gives the same plan. */
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
 * Lets a shop work, and copies its files while they are open.
 *
 * @param isNew whether the log goes back to the shop's first start; otherwise it begins with a checkpointed ledger
 */
export async function recordScenario(
  folder: string,
  host: Host,
  gatewayUrl: string,
  { seed, orders, isNew }: { seed: number; orders: number; isNew: boolean },
): Promise<RecordedScenario> {
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
  // Closing it would empty the log.
  const files = { database: readFileSync(file), log: readFileSync(`${file}-wal`) };
  const commits = [...recording.commits];
  await stopRuntime(runtime);
  return { ...files, commits, acknowledged };
}
