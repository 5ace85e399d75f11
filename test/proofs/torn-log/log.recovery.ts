import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import type { Ledger } from '../../../libs/ovgc/src/ledger/ledger.js';
import type { SqliteDriver } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.driver.js';
import { openLedgerOn } from '../../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { type Content, readContent } from './ledger.content.js';
import type { History } from './log.history.js';
import { intactBytes } from './log.layout.js';
import type { Tear } from './log.tears.js';

/** A ledger that was opened after a crash, by the module. */
export class Recovered {
  private constructor(
    readonly ledger: Ledger,
    private readonly database: SqliteDriver,
  ) {}

  /** Puts the files as a crash has left them into a folder of their own, and opens them. */
  static async open(folder: string, { database, log }: History, tear: Tear): Promise<Recovered> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    const file = join(folder, 'payments.db');
    await writeFile(file, database);
    await writeFile(`${file}-wal`, tear.apply(log));
    const driver: SqliteDriver = new Database(file);
    return new Recovered(await openLedgerOn(driver, file), driver);
  }

  get content(): Content {
    return readContent((text) => this.query(text));
  }

  /** What SQLite finds wrong with the file: `ok` when nothing is. */
  get integrity(): string {
    const found = this.query('PRAGMA integrity_check') as { integrity_check: string }[];
    return found.map((row) => row.integrity_check).join('; ');
  }

  private query(text: string): readonly unknown[] {
    return this.database.prepare(text).all([]);
  }
}

/** What a ledger must hold after a tear: all of the commits that are still whole, and nothing else. */
export function expectedContent({ log, commits }: History, tear: Tear): Content {
  const intact = intactBytes(log, tear.apply(log));
  const last = commits.findLast(({ end }) => end <= intact);
  if (!last) throw new Error('the history has no beginning');
  return last.content;
}

/** The acknowledged webhooks that a ledger should hold after a tear, and doesn't. */
export function forgotten(history: History, tear: Tear, content: Content): readonly string[] {
  const intact = intactBytes(history.log, tear.apply(history.log));
  const stored = new Set(
    content.ovgc_webhooks.map(({ transaction_id: id, outcome }) => `${id} ${outcome}`),
  );
  return history.acknowledged
    .filter(({ end }) => end <= intact)
    .map(({ transaction, outcome }) => `${transaction} ${outcome}`)
    .filter((webhook) => !stored.has(webhook));
}
