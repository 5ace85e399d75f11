import { SqliteDialect, type SqliteStatement } from 'kysely';
import type Database from 'libsql';

/** What a database was asked. */
export interface Asked {
  readonly text: string;
  readonly given: readonly unknown[];
}

/** Kysely's dialect on a database that tells what it is asked. */
export function recordedDialect(
  database: InstanceType<typeof Database>,
  hear: (asked: Asked) => void,
): SqliteDialect {
  return new SqliteDialect({
    database: {
      close: () => void database.close(),
      prepare: (text) => {
        const statement: SqliteStatement = database.prepare(text);
        return {
          reader: statement.reader,
          all: (given) => {
            hear({ text, given });
            return statement.all(given);
          },
          run: (given) => {
            hear({ text, given });
            return statement.run(given);
          },
          iterate: (given) => statement.iterate(given),
        };
      },
    },
  });
}
