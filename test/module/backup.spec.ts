import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OvgcWebhooksService } from 'nestjs-ovgc';
import { eventually, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { RecordingHandler } from '../support/handlers.js';
import { ledgerFaults } from '../support/ledger.faults.js';

// Holds rule 1: stored, then acknowledged.

describe('a backup of the ledger of a running app', () => {
  let folder: string;
  let file: string;
  let copy: string;
  let gateway: ScriptedGateway;
  let app: RunningApp;

  const startAt = (sqlite: string) =>
    startApp({
      baseUrl: gateway.baseUrl,
      options: { ledger: { sqlite } },
      providers: [RecordingHandler],
    });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ovgc-backup-'));
    file = join(folder, 'payments.db');
    copy = join(folder, 'backup.db');
    gateway = await startGateway();
    app = await startAt(file);
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const pay = async (order: string) => {
    await app.payments.createPaymentRequest(request(order));
    return (await app.webhook(succeeded(transactionOf(order)))).status;
  };
  const delivered = () =>
    eventually('all is delivered', async () => (await app.deliveries.counts()).pending === 0);

  it('is a ledger with everything that was stored, and opens as one', async () => {
    await pay('A');
    await app.webhook(succeeded('invoice_nobodys'));
    await delivered();
    await app.payments.backup(copy);
    const { ovgcEvents, ovgcDeliveries, ovgcPayments, ovgcWebhooks } =
      await ledgerFaults(app).content();
    await app.close();
    app = await startAt(copy);
    expect(await ledgerFaults(app).content()).toEqual({
      ovgcEvents,
      ovgcDeliveries,
      ovgcPayments,
      ovgcWebhooks,
    });
    expect(app.app.get(RecordingHandler).received).toEqual([]);
  });

  it('holds what was acknowledged before it, and loses nothing that is acknowledged meanwhile', async () => {
    const before = Array.from({ length: 20 }, (_, i) => `BEFORE-${i}`);
    await Promise.all(before.map(pay));
    const during = Array.from({ length: 40 }, (_, i) => `DURING-${i}`);
    const paying = Promise.all(during.map(pay));
    await Promise.all([0, 1, 2].map((i) => app.payments.backup(`${copy}-${i}`)));
    expect(new Set(await paying)).toEqual(new Set([200]));
    const statusesIn = async (orders: readonly string[]) =>
      new Set(
        await Promise.all(
          orders.map(async (order) => (await app.payments.findByOrder(order))?.status),
        ),
      );
    expect(await statusesIn(during)).toEqual(new Set(['Paid']));
    for (const i of [0, 1, 2]) {
      await app.close();
      app = await startAt(`${copy}-${i}`);
      expect(await statusesIn(before)).toEqual(new Set(['Paid']));
    }
  });

  it('can be read by its owner alone, and is one file', async () => {
    await app.payments.backup(copy);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.db']);
  });

  it('saves what the app still holds when the ledger was deleted', async () => {
    await pay('A');
    for (const name of readdirSync(folder)) unlinkSync(join(folder, name));
    expect((await app.webhook(succeeded('invoice_after'))).status).toBe(503);
    await app.payments.backup(copy);
    await app.close();
    renameSync(copy, file);
    app = await startAt(file);
    expect(await app.payments.findByOrder('A')).toMatchObject({ status: 'Paid' });
    const { webhooks } = await app.app.get(OvgcWebhooksService).list({ state: 'applied' });
    expect(webhooks).toHaveLength(1);
  });

  it('writes over nothing, and leaves nothing behind when it fails', async () => {
    writeFileSync(copy, 'my diary');
    for (const [path, message] of [
      [copy, /must not exist, and .*backup\.db does/],
      [file, /must not exist/],
      [join(folder, 'nowhere', 'backup.db'), /its folder must exist/],
    ] as const) {
      const backup = app.payments.backup(path);
      await expect(backup).rejects.toMatchObject({ code: 'invalid_request' });
      await expect(backup).rejects.toThrow(message);
    }
    copyFileSync(copy, `${copy}2.part`);
    await expect(app.payments.backup(`${copy}2`)).rejects.toThrow(/backup\.db2\.part does/);
    const left = readdirSync(folder).filter((name) => name.startsWith('backup'));
    expect(left.toSorted()).toEqual(['backup.db', 'backup.db2.part']);
    expect(await pay('AFTER')).toBe(200);
  });
});
