import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Kysely's dialect, except that migrations are all done or not at all: a crash among them leaves no half of a table. */
export class SqliteLedgerDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  // SQLite can, and the ledger has one connection, so a migration has it to itself.
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
