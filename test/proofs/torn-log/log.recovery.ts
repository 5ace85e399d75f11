import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import type { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import type { SqliteDriver } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.driver.js';
import { openLedgerOn } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { type Content, readContent } from './ledger.content.js';
import type { RecordedScenario } from './log.scenario.js';
import { intactBytes } from './log.layout.js';
import type { Truncation } from './log.truncations.js';

/** A ledger that the module has opened after a crash. */
export class Recovered {
  private constructor(
    readonly ledger: Ledger,
    private readonly database: SqliteDriver,
  ) {}

  /** Opens the files that a crash has left, in a folder of their own. */
  static async open(
    folder: string,
    { database, log }: RecordedScenario,
    truncation: Truncation,
  ): Promise<Recovered> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    const file = join(folder, 'payments.db');
    await writeFile(file, database);
    await writeFile(`${file}-wal`, truncation.apply(log));
    const driver: SqliteDriver = new Database(file);
    return new Recovered(await openLedgerOn(driver, file), driver);
  }

  get content(): Content {
    return readContent((text) => this.query(text));
  }

  /** The result of SQLite's integrity check: `ok` if nothing is wrong. */
  get integrity(): string {
    const found = this.query('PRAGMA integrity_check') as { integrity_check: string }[];
    return found.map((row) => row.integrity_check).join('; ');
  }

  private query(text: string): readonly unknown[] {
    return this.database.prepare(text).all([]);
  }
}

/** What a ledger must contain after a truncation: every commit that is still whole, and nothing else. */
export function expectedContent(
  { log, commits }: RecordedScenario,
  truncation: Truncation,
): Content {
  const intact = intactBytes(log, truncation.apply(log));
  const last = commits.findLast(({ end }) => end <= intact);
  if (!last) throw new Error('the scenario has no commit');
  return last.content;
}

/** The acknowledged webhooks that a ledger should contain after a truncation, but doesn't. */
export function lostWebhooks(
  scenario: RecordedScenario,
  truncation: Truncation,
  content: Content,
): readonly string[] {
  const intact = intactBytes(scenario.log, truncation.apply(scenario.log));
  const stored = new Set(
    content.ovgc_webhooks.map(({ transaction_id: id, outcome }) => `${id} ${outcome}`),
  );
  return scenario.acknowledged
    .filter(({ end }) => end <= intact)
    .map(({ transaction, outcome }) => `${transaction} ${outcome}`)
    .filter((webhook) => !stored.has(webhook));
}
