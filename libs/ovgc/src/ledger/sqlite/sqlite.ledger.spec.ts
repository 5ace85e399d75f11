import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { eventually } from '../../../../../test/support/app.js';
import { intentRow, write } from '../../../../../test/support/ledger.rows.js';
import { logInto } from '../../../../../test/support/log.js';
import { OvgcConfigurationError } from '../../ovgc.errors.js';
import type { LedgerOperation } from '../group-commit.js';
import { Ledger } from '../ledger.js';
import { insertIntents, type OrderRow, selectOrders } from '../payments.queries.js';
import { MIGRATIONS } from '../migrations/index.js';
import { openSqliteLedger } from './sqlite.ledger.js';

const driver = createRequire(import.meta.url).resolve('libsql');

/** Another process that opens a file as the ledger does, holds it, and ends when it is told to. */
const HOLD = `
  const database = new (require(process.argv[1]))(process.argv[2]);
  for (const set of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL']) {
    database.exec('PRAGMA ' + set);
  }
  database.exec('CREATE TABLE IF NOT EXISTS held (n)');
  database.exec('INSERT INTO held VALUES (1)');
  process.stdout.write('held');
  process.stdin.resume();
`;

describe('a ledger in a SQLite file', () => {
  let folder: string;
  let file: string;
  const open: Ledger[] = [];
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ovgc-sqlite-'));
    file = join(folder, 'payments.db');
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((ledger) => ledger.close()));
    await Promise.all(children.splice(0).map(kill));
    await rm(folder, { recursive: true });
  });

  async function openAt(path: string): Promise<Ledger> {
    const ledger = await openSqliteLedger(path);
    open.push(ledger);
    return ledger;
  }

  async function problemOf(path: string): Promise<string> {
    const error: unknown = await openAt(path).then(
      () => new Error('it could be opened'),
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(OvgcConfigurationError);
    return (error as OvgcConfigurationError).problems.join('\n');
  }

  /** Answers `held`, or what went wrong. */
  async function holdElsewhere(): Promise<{ said: string; child: ChildProcess }> {
    const child = spawn(process.execPath, ['-e', HOLD, driver, file]);
    children.push(child);
    const [said] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child.stderr, 'data'),
    ])) as [Buffer];
    return { said: String(said), child };
  }

  it.each([
    ['locking_mode', 'exclusive'],
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
  ])('runs with %s %p', async (setting, expected) => {
    const ledger = await openAt(file);
    const { rows } = await sql.raw(`PRAGMA ${setting}`).execute(ledger.reader);
    expect(rows).toEqual([
      { [setting.replace(/_(.)/, (_, c: string) => c.toUpperCase())]: expected },
    ]);
  });

  it('is refused where the database can’t be made durable', async () => {
    // SQLite keeps a database without a name in a temporary file, which can’t have a log.
    const problem = await problemOf('');
    expect(problem).toContain('SQLite would not set journal_mode to WAL');
    expect(problem).toContain('put the file on a local disk');
  });

  it('makes the folders it needs', async () => {
    const deep = join(folder, 'data', 'of', 'shop', 'payments.db');
    await openAt(deep);
    expect(await readdir(join(folder, 'data', 'of', 'shop'))).toContain('payments.db');
  });

  it('keeps what was committed, and does no migration twice', async () => {
    const first = await openSqliteLedger(file);
    await write(first, (trx) => insertIntents(trx, [intentRow('A')]));
    const migrations = () => sql`SELECT * FROM ovgc_migrations`;
    const before = await migrations().execute(first.reader);
    await first.close();
    const second = await openAt(file);
    expect(await selectOrders(second.reader, 'default', ['A'])).toEqual([intentRow('A')]);
    expect((await migrations().execute(second.reader)).rows).toEqual(before.rows);
    expect(before.rows).toHaveLength(Object.keys(MIGRATIONS).length);
  });

  it('leaves one file behind when it closes, free for the next', async () => {
    const ledger = await openSqliteLedger(file);
    await write(ledger, (trx) => insertIntents(trx, [intentRow('A')]));
    await ledger.close();
    expect(await readdir(folder)).toEqual(['payments.db']);
    expect(await holdElsewhere()).toMatchObject({ said: 'held' });
  });

  it('can be closed twice', async () => {
    const ledger = await openSqliteLedger(file);
    await ledger.close();
    await expect(ledger.close()).resolves.toBeUndefined();
  });

  it('says that the file is in use when another process has it, and takes it up when that one dies', async () => {
    const { child } = await holdElsewhere();
    const problem = await problemOf(file);
    expect(problem).toContain(`ledger ${file} is in use by another process`);
    expect(problem).toContain('give each its own file');
    await kill(child);
    await openAt(file);
  });

  it('waits for the process that has the file, says so in one line, and blocks nobody meanwhile', async () => {
    const lines: string[] = [];
    Logger.overrideLogger(logInto(lines));
    const { child } = await holdElsewhere();
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const opening = openSqliteLedger(file, 20_000);
    try {
      await eventually('it waits', () => lines.length > 0);
      const before = turns;
      await eventually('the event loop goes on', () => turns > before + 40);
      await kill(child);
      open.push(await opening);
      expect(lines).toEqual([
        `Ledger ${file} is in use by another process. Waiting up to 20 s for it to shut down. OvgcLedger`,
      ]);
    } finally {
      clearInterval(turning);
      Logger.overrideLogger(false);
    }
  });

  it('gives up after the time that it waits, and says what to do', async () => {
    await holdElsewhere();
    const begun = performance.now();
    await expect(openSqliteLedger(file, 300)).rejects.toThrow('is in use by another process');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(300);
  });

  it('goes to one of those that wait for it, and to the next one after that', async () => {
    const { child } = await holdElsewhere();
    const waiting = [openSqliteLedger(file, 20_000), openSqliteLedger(file, 20_000)];
    const opened: Ledger[] = [];
    waiting.forEach((opening) => void opening.then((ledger) => opened.push(ledger)));
    await kill(child);
    await eventually('one has it', () => opened.length === 1);
    await opened[0]?.close();
    await eventually('the other has it', () => opened.length === 2);
    await opened[1]?.close();
  });

  it('keeps nobody out when it could not be opened', async () => {
    await (await openSqliteLedger(file)).close();
    const reader = new Database(file);
    reader.exec('BEGIN; SELECT count(*) FROM ovgc_payments');
    expect(await problemOf(file)).toContain('is in use');
    reader.exec('COMMIT');
    reader.close();
    expect(await holdElsewhere()).toMatchObject({ said: 'held' });
  });

  it('says the same inside one process, and keeps its lock', async () => {
    await openAt(file);
    expect(await problemOf(file)).toContain('is in use');
    const { said } = await holdElsewhere();
    expect(said).toMatch(/locked|busy/i);
  });

  const modesIn = async (path: string) =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(path)).map(async (name) => [name, modeOf(await stat(join(path, name)))]),
      ),
    ) as Record<string, string>;

  it('makes files and folders that their owner alone can read', async () => {
    const ledger = await openAt(join(folder, 'made', 'here', 'payments.db'));
    await write(ledger, (trx) => insertIntents(trx, [intentRow('A')]));
    expect(await modesIn(folder)).toEqual({ made: '700' });
    expect(await modesIn(join(folder, 'made'))).toEqual({ here: '700' });
    expect(await modesIn(join(folder, 'made', 'here'))).toEqual({
      'payments.db': '600',
      'payments.db-wal': '600',
    });
  });

  it('takes the rights of others from files that are there, and leaves their folder alone', async () => {
    await (await openSqliteLedger(file)).close();
    await writeFile(`${file}-shm`, '');
    await Promise.all([file, `${file}-shm`].map((path) => chmod(path, 0o644)));
    await chmod(folder, 0o755);
    const ledger = await openAt(file);
    await write(ledger, (trx) => insertIntents(trx, [intentRow('A')]));
    const modes = await modesIn(folder);
    expect(new Set(Object.values(modes))).toEqual(new Set(['600']));
    expect(Object.keys(modes)).toEqual(expect.arrayContaining(['payments.db', 'payments.db-wal']));
    expect(modeOf(await stat(folder))).toBe('755');
  });

  it('does the same where the path is a link to a file that is not there yet', async () => {
    await symlink(join(folder, 'real.db'), file);
    await openAt(file);
    expect(await modesIn(folder)).toMatchObject({ 'real.db': '600' });
  });

  // Only root can become somebody who may write to a file, and not change its mode.
  const asRoot = process.geteuid?.() === 0 ? describe : describe.skip;
  asRoot('whose rights nobody but another user may change', () => {
    it('is opened with one warning', async () => {
      await (await openSqliteLedger(file)).close();
      await chmod(folder, 0o777);
      await chmod(file, 0o666);
      const lines: string[] = [];
      Logger.overrideLogger(logInto(lines));
      process.seteuid?.(65_534);
      try {
        const ledger = await openAt(file);
        await write(ledger, (trx) => insertIntents(trx, [intentRow('A')]));
      } finally {
        process.seteuid?.(0);
        Logger.overrideLogger(['error', 'warn', 'log']);
      }
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(
        `can read the ledger ${file}, and this could not be changed (EPERM)`,
      );
    });
  });

  it('keeps others out while it is open', async () => {
    await openAt(file);
    const { said } = await holdElsewhere();
    expect(said).toMatch(/locked|busy/i);
  });

  it('says so when a part of its path is a file', async () => {
    await writeFile(join(folder, 'taken'), '');
    const problem = await problemOf(join(folder, 'taken', 'payments.db'));
    expect(problem).toContain(`a part of its path, ${join(folder, 'taken')}, is a file`);
    expect(problem).toContain('set another path');
  });

  it('says so when the file is a folder, and leaves it alone', async () => {
    expect(await problemOf(folder)).toBe(
      `ledger ${folder} is a folder: add the name of a file, such as ${file}`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['libsql', 'http', 'https', 'wss', 'file'])(
    'says so when it is a %s URL, without what may be a token, and makes nothing',
    async (scheme) => {
      const before = process.cwd();
      process.chdir(folder);
      try {
        const problem = await problemOf(`${scheme}://db.example?authToken=eyJ`);
        expect(problem).toContain(`ledger is a URL (${scheme}://…)`);
        expect(problem).toContain("set it to { sqlite: 'data/payments.db' }");
        expect(problem).not.toContain('eyJ');
        expect(await readdir(folder)).toEqual([]);
      } finally {
        process.chdir(before);
      }
    },
  );

  it('leaves a file alone that is something else', async () => {
    await writeFile(file, 'my diary '.repeat(1000));
    expect(await problemOf(file)).toBe(
      `ledger ${file} is a file, and no SQLite database: move it away, or set another path`,
    );
    expect(await readFile(file, 'utf8')).toBe('my diary '.repeat(1000));
  });

  it.each(['there', 'not there yet'])(
    'says so when its folder can’t be written to, and the file is %s',
    async (state) => {
      if (state === 'there') await (await openSqliteLedger(file)).close();
      await chmod(folder, 0o555);
      const isRoot = process.geteuid?.() === 0;
      if (isRoot) process.seteuid?.(65_534);
      let problem = '';
      try {
        problem = await problemOf(file);
      } finally {
        if (isRoot) process.seteuid?.(0);
        await chmod(folder, 0o700);
      }
      expect(problem).toMatch(/could not be opened \((EACCES|SQLITE_\w+)\)/);
      expect(problem).toContain(`able to write to the file and to its folder, ${folder}`);
    },
  );

  it('says so when a newer version has written the file, instead of blaming the folder', async () => {
    const newer = await openSqliteLedger(file);
    await sql`INSERT INTO ovgc_migrations (name, timestamp) VALUES ('9999.later', '2030')`.execute(
      newer.reader,
    );
    await newer.close();
    const problem = await problemOf(file);
    expect(problem).toContain('9999.later');
    expect(problem).not.toContain('may be written to');
  });
});

describe('writes to SQLite', () => {
  it('that come together are one BEGIN and one COMMIT, and are answered after it', async () => {
    const log: string[] = [];
    const database = new Database(':memory:');
    const ledger = await Ledger.open(
      new SqliteDialect({
        database: {
          close: () => void database.close(),
          prepare: (text) => {
            if (/^(begin|commit|rollback)$/.test(text)) log.push(text);
            return database.prepare(text);
          },
        },
      }),
    );
    log.length = 0;
    const store: LedgerOperation<OrderRow, string[]> = async (trx, rows) => {
      const stored = await insertIntents(trx, rows);
      return rows.map(() => stored);
    };
    await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        await ledger.commit(store, intentRow(`order ${i}`));
        log.push('answer');
      }),
    );
    await ledger.close();
    expect(log).toEqual(['begin', 'commit', ...Array.from({ length: 60 }, () => 'answer')]);
  });
});

/** Such as `600`. */
function modeOf({ mode }: { readonly mode: number }): string {
  return (mode & 0o777).toString(8);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
