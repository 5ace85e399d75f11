import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Kysely's dialect with migrations in one transaction: a crash among them leaves nothing half done. */
export class SqliteLedgerDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  // SQLite can, and the ledger has only one connection, so a migration has it for itself.
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
