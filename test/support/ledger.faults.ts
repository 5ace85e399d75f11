import { sql } from 'kysely';
import type { LedgerTables } from '../../libs/ovgc/src/ledger/ledger.tables.js';
import { OvgcComposition } from '../../libs/ovgc/src/ovgc.composition.js';
import type { RunningApp } from './app.js';

const TABLES = ['ovgcPayments', 'ovgcWebhooks', 'ovgcEvents', 'ovgcDeliveries'] as const;

/** What a request carries that must find no place on a full disk: many pages of SQLite's. */
export const BULK = 'x'.repeat(15_000);

/** Has the database of a running app fail by itself, and work again. */
export function ledgerFaults({ app }: RunningApp) {
  // The app holds the file's lock, so only its own connection can do that.
  const { reader } = app.get(OvgcComposition, { strict: false })['ledger'];
  const run = async (statement: string) => (await sql.raw(statement).execute(reader)).rows;
  return {
    /** Lets the file grow no further: SQLite answers as it does when the disk is full. */
    async fillDisk(): Promise<void> {
      const [pages] = (await run('PRAGMA page_count')) as { pageCount: number }[];
      await run(`PRAGMA max_page_count = ${pages?.pageCount}`);
    },
    async makeRoom(): Promise<void> {
      await run('PRAGMA max_page_count = 1000000');
    },
    /** From now on each transaction that stores an event does all it has to do, and fails at its COMMIT. */
    async failCommits(): Promise<void> {
      await run(
        'CREATE TABLE orphan (parent REFERENCES ovgc_events (id) DEFERRABLE INITIALLY DEFERRED)',
      );
      await run(
        "CREATE TRIGGER fail_commit AFTER INSERT ON ovgc_events BEGIN INSERT INTO orphan VALUES ('nobody'); END",
      );
    },
    async mendCommits(): Promise<void> {
      await run('DROP TRIGGER fail_commit');
    },
    /** Every row of it. */
    async content(): Promise<Record<keyof LedgerTables, unknown[]>> {
      const rows = TABLES.map(async (table) => [
        table,
        await reader.selectFrom(table).selectAll().execute(),
      ]);
      return Object.fromEntries(await Promise.all(rows)) as Record<keyof LedgerTables, unknown[]>;
    },
  };
}
