import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Kysely's dialect, except that the tables are brought up to date all at once or not at all. */
export class SandboxDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
