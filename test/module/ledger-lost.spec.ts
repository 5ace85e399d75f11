import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OvgcLedgerUnavailableError } from 'nestjs-ovgc';
import { openSqliteLedger } from '../../libs/ovgc/src/ledger/sqlite/sqlite.ledger.js';
import { insertIntents, selectOrders } from '../../libs/ovgc/src/ledger/payments.queries.js';
import { eventually, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { created, type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { ACCOUNT, intentRow, write } from '../support/ledger.rows.js';
import { logInto } from '../support/log.js';

// Holds rule 1: stored, then acknowledged.

/** A user without rights, for whom alone permissions mean something where tests run as root. */
const NOBODY = 65_534;

describe('a ledger that is lost under a running app', () => {
  const lines: string[] = [];
  let root: string;
  let folder: string;
  let file: string;
  let gateway: ScriptedGateway;
  let app: RunningApp;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'ovgc-lost-'));
    folder = join(root, 'data');
    file = join(folder, 'payments.db');
    gateway = await startGateway();
    app = await startAt();
    await app.payments.createPaymentRequest(request('BEFORE'));
    await app.webhook(succeeded(transactionOf('BEFORE')));
    lines.length = 0;
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
    rmSync(root, { recursive: true });
  });

  const startAt = () =>
    startApp({
      baseUrl: gateway.baseUrl,
      options: { ledger: { sqlite: file }, jobIntervalMs: 20 },
      nest: { logger: logInto(lines) },
    });
  const probe = async () => (await fetch(`${app.url}/webhooks/ovgc`)).status;
  const losses = () => lines.filter((line) => line.startsWith('The ledger is lost'));

  const LOSSES: [string, () => void, RegExp][] = [
    [
      'because its files were deleted',
      () => readdirSync(folder).forEach((name) => unlinkSync(join(folder, name))),
      /payments\.db was deleted or moved/,
    ],
    [
      'because the database was deleted',
      () => unlinkSync(file),
      /payments\.db was deleted or moved/,
    ],
    [
      'because its log was deleted',
      () => unlinkSync(`${file}-wal`),
      /payments\.db-wal was deleted or moved/,
    ],
    [
      'because a copy took its place',
      () => {
        copyFileSync(file, `${file}.copy`);
        renameSync(`${file}.copy`, file);
      },
      /payments\.db was replaced by another file/,
    ],
    [
      'because a copy took the place of its log',
      () => {
        copyFileSync(`${file}-wal`, `${file}.copy`);
        renameSync(`${file}.copy`, `${file}-wal`);
      },
      /payments\.db-wal was replaced by another file/,
    ],
    [
      'because its folder was moved',
      () => renameSync(folder, join(root, 'elsewhere')),
      /payments\.db was deleted or moved/,
    ],
    [
      'because its folder was deleted and made again',
      () => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      },
      /payments\.db was deleted or moved/,
    ],
  ];

  it.each(LOSSES)(
    '%s acknowledges nothing and asks the gateway for nothing from then on',
    async (_name, lose, message) => {
      const calls = gateway.calls.length;
      lose();
      expect((await app.webhook(succeeded('invoice_after'))).status).toBe(503);
      const creating = app.payments.createPaymentRequest(request('AFTER'));
      await expect(creating).rejects.toBeInstanceOf(OvgcLedgerUnavailableError);
      await expect(creating).rejects.toMatchObject({
        code: 'ledger_unavailable',
        reason: 'LEDGER_LOST',
        requestState: 'not_sent',
      });
      expect((await app.webhook(succeeded('invoice_later'))).status).toBe(503);
      expect(gateway.calls).toHaveLength(calls);
      expect(await probe()).toBe(503);
      expect(losses()).toHaveLength(1);
      expect(losses()[0]).toMatch(message);
      expect(losses()[0]).toMatch(/(OvgcPaymentsService\.backup\(\)|Restart the app)/);
    },
  );

  it('is noticed by an app that has nothing to do', async () => {
    unlinkSync(file);
    await eventually('it is noticed', () => losses().length > 0);
    expect(losses()).toHaveLength(1);
  });

  it('is noticed where its folder can’t be entered any more', async () => {
    const { geteuid, seteuid } = process;
    const user = geteuid?.() ?? 0;
    chmodSync(root, 0o700);
    chmodSync(folder, 0o000);
    if (user === 0) seteuid?.(NOBODY);
    try {
      expect((await app.webhook(succeeded('invoice_after'))).status).toBe(503);
    } finally {
      if (user === 0) seteuid?.(user);
      chmodSync(folder, 0o700);
    }
    expect(losses()[0]).toMatch(/can't be reached any more \(EACCES\)/);
    expect((await app.webhook(succeeded('invoice_after'))).status).toBe(200);
  });

  it('while webhooks come in acknowledges none of those that come afterwards', async () => {
    const send = (name: string) =>
      Promise.all(
        Array.from({ length: 60 }, (_, i) => app.webhook(succeeded(`invoice_${name}_${i}`))),
      );
    const during = send('during');
    unlinkSync(file);
    const after = await send('after');
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set([503]));
    await during;
  });

  it('in the middle of a commit does not count as stored', async () => {
    const elsewhere = join(root, 'second.db');
    const ledger = await openSqliteLedger(elsewhere);
    const commit = write(ledger, async (trx) => {
      await insertIntents(trx, [intentRow('A')]);
      unlinkSync(elsewhere);
    });
    await expect(commit).rejects.toMatchObject({ code: 'LEDGER_LOST' });
    await ledger.close();
  });

  it('says of a payment that the gateway has created since that it may be there', async () => {
    gateway.next((call, response) => {
      unlinkSync(file);
      created(call, response);
    });
    await expect(app.payments.createPaymentRequest(request('ASKED'))).rejects.toMatchObject({
      code: 'ledger_unavailable',
      requestState: 'unknown',
    });
  });

  it('works again once the same files are back, and stores the webhook that was sent again', async () => {
    renameSync(folder, join(root, 'elsewhere'));
    expect((await app.webhook(succeeded('invoice_again'))).status).toBe(503);
    renameSync(join(root, 'elsewhere'), folder);
    expect(await probe()).toBe(200);
    expect((await app.webhook(succeeded('invoice_again'))).status).toBe(200);
    expect(lines.filter((line) => line.includes('is back in its place'))).toHaveLength(1);
    await app.close();
    app = await startAt();
    expect(await app.payments.findByOrder('BEFORE')).toMatchObject({ status: 'Paid' });
  });

  it('by its log alone loses nothing that was acknowledged, even if the process is killed', async () => {
    unlinkSync(`${file}-wal`);
    expect((await app.webhook(succeeded('invoice_after'))).status).toBe(503);
    // What is on the disk now is all that a killed process leaves behind.
    const left = join(root, 'left.db');
    copyFileSync(file, left);
    const ledger = await openSqliteLedger(left);
    const [order] = await selectOrders(ledger.reader, ACCOUNT, ['BEFORE']);
    await ledger.close();
    expect(order).toMatchObject({ status: 'Paid' });
  });

  it('leaves the log of the database alone that has its place by then', async () => {
    readdirSync(folder).forEach((name) => unlinkSync(join(folder, name)));
    const other = await openSqliteLedger(file);
    await write(other, (trx) => insertIntents(trx, [intentRow('OTHER')]));
    await app.close();
    expect(existsSync(`${file}-wal`)).toBe(true);
    await write(other, (trx) => insertIntents(trx, [intentRow('OTHER-2')]));
    await other.close();
    const again = await openSqliteLedger(file);
    const stored = await selectOrders(again.reader, ACCOUNT, ['BEFORE', 'OTHER', 'OTHER-2']);
    await again.close();
    app = await startAt();
    expect(stored.map(({ orderUuid }) => orderUuid)).toEqual(['OTHER', 'OTHER-2']);
  });
});
