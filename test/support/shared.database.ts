import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import Database from 'libsql';
import { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import type { SqliteDriver as SqliteFile } from '../../libs/ovgc/src/ledger/sqlite/sqlite.driver.js';

/**
 * Where a process can be held up on its way to the database, or end: before a transaction, before each of its
 * statements, and after it, when its answer is on the way. What it waits for that never comes, a crash has swallowed.
 */
export type Gate = (point: 'before' | 'statement' | 'after') => Promise<unknown> | undefined;

/** A database in memory that outlives the processes which use it, as a file does. */
export class SharedDatabase {
  private readonly database = new Database(':memory:') as SqliteFile;
  private readonly statements = new Map<string, SqliteStatement>();
  private executed = 0;
  private isClosed = false;
  /** In the order in which they can be emptied. */
  private tables: readonly string[] = [];

  /** Makes one with the ledger's tables in it. */
  static async create(): Promise<SharedDatabase> {
    const database = new SharedDatabase();
    const ledger = await Ledger.open(gatedDialect(database.connect(), () => undefined));
    await ledger.close();
    const tables = database.rows<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name like 'ovgc%'
       and name not like 'ovgc_migrations%' order by rowid desc`,
    );
    database.tables = [...tables.map(({ name }) => name), 'sqlite_sequence'];
    return database;
  }

  /** A line to the database, for one process, or for several that take turns on it. */
  connect(): Driver {
    const database: SqliteDatabase = {
      prepare: (text) => {
        this.executed += 1;
        return this.prepare(text);
      },
      close: () => undefined,
    };
    return new SqliteDriver({ database });
  }

  /** The same as a driver has it, for one process; when that closes it, the rows stay. */
  open(): SqliteFile {
    const { database } = this;
    const isInTransaction = () => this.inTransaction;
    const count = <T>(work: () => T): T => {
      this.executed += 1;
      return work();
    };
    return {
      get inTransaction() {
        return isInTransaction();
      },
      exec: (text) => database.exec(text),
      prepare: (text) => {
        const statement = this.prepare(text);
        return {
          ...statement,
          all: (given) => count(() => statement.all(given)),
          run: (given) => count(() => statement.run(given)),
        };
      },
      close: () => this.rollBack(),
    };
  }

  /** Takes back what a process had not committed when it ended. */
  rollBack(): void {
    if (this.inTransaction) this.database.exec('rollback');
  }

  /** Forgets all rows, and how far ids have been counted. */
  empty(): void {
    this.rollBack();
    for (const name of this.tables) this.prepare(`delete from ${name}`).run([]);
  }

  /** What stands in it, whoever is using it. */
  rows<T>(text: string, ...parameters: unknown[]): T[] {
    return this.prepare(text).all(parameters) as T[];
  }

  /** Waits until nothing more happens by itself: nobody has asked the database anything for some turns of the event loop. */
  async settled(): Promise<void> {
    let before: number;
    do {
      before = this.executed;
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    } while (this.executed !== before);
  }

  close(): void {
    this.isClosed = true;
    this.statements.clear();
    this.database.close();
  }

  /** A closed database must not be asked: libsql ends the whole process. */
  private get inTransaction(): boolean {
    return !this.isClosed && this.database.inTransaction;
  }

  private prepare(text: string): SqliteStatement {
    const known = this.statements.get(text);
    if (known) return known;
    const statement = this.database.prepare(text);
    const kept: SqliteStatement = {
      // Each time it is read, the driver asks SQLite.
      reader: statement.reader,
      all: (given) => statement.all(given),
      run: (given) => statement.run(given),
      iterate: (given) => statement.iterate(given),
    };
    this.statements.set(text, kept);
    return kept;
  }
}

/** SQLite over a line, through a gate. */
export function gatedDialect(line: Driver, gate: Gate): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => gatedDriver(line, gate),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function gatedDriver(line: Driver, gate: Gate): Driver {
  return {
    init: () => line.init(),
    acquireConnection: () => Promise.resolve(new GatedConnection(line, gate)),
    releaseConnection: (connection) => (connection as GatedConnection).release(),
    beginTransaction: (connection, settings) =>
      (connection as GatedConnection).begin((held) => line.beginTransaction(held, settings)),
    commitTransaction: (connection) =>
      (connection as GatedConnection).transact((held) => line.commitTransaction(held)),
    rollbackTransaction: (connection) =>
      (connection as GatedConnection).transact((held) => line.rollbackTransaction(held)),
    destroy: () => Promise.resolve(),
  };
}

/** Holds the line for as long as a transaction takes, or a statement outside of one. */
class GatedConnection implements DatabaseConnection {
  private held: DatabaseConnection | undefined;

  constructor(
    private readonly line: Driver,
    private readonly gate: Gate,
  ) {}

  async begin(work: (held: DatabaseConnection) => Promise<void>): Promise<void> {
    await this.gate('before');
    this.held = await this.line.acquireConnection();
    await this.transact(work);
  }

  /** Begins or ends a transaction on the line that is held. */
  async transact(work: (held: DatabaseConnection) => Promise<void>): Promise<void> {
    await this.gate('statement');
    if (this.held) await work(this.held);
  }

  async release(): Promise<void> {
    if (!this.held) return;
    await this.line.releaseConnection(this.held);
    await this.gate('after');
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.gate('statement');
    if (this.held) return this.held.executeQuery<R>(query);
    const held = await this.line.acquireConnection();
    try {
      return await held.executeQuery<R>(query);
    } finally {
      await this.line.releaseConnection(held);
    }
  }

  streamQuery(): never {
    throw new Error('the ledger reads no streams');
  }
}
