import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OvgcLedgerUnavailableError, type Payment } from 'nestjs-ovgc';
import {
  API_KEY,
  eventually,
  request,
  type RunningApp,
  SECRET,
  startApp,
  succeeded,
} from '../support/app.js';
import { created, type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';
import { BULK, ledgerFaults } from '../support/ledger.faults.js';
import { logInto } from '../support/log.js';

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error,
  );
}

describe('a ledger that fails', () => {
  const lines: string[] = [];
  let folder: string;
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let recorder: RecordingHandler;
  let plain: RecordingListener;
  let faults: ReturnType<typeof ledgerFaults>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ovgc-failure-'));
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      options: { ledger: { sqlite: join(folder, 'payments.db') } },
      providers: [RecordingHandler, RecordingListener],
      nest: { logger: logInto(lines) },
    });
    recorder = app.app.get(RecordingHandler);
    plain = app.app.get(RecordingListener);
    faults = ledgerFaults(app);
    lines.length = 0;
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const orderOf = (orderUuid: string) => ({ ...request(orderUuid), metadata: { bulk: BULK } });
  const done = async (howMany: number) => (await app.deliveries.counts()).completed === howMany;
  const types = (events: readonly { id: string }[]) => events.map(({ id }) => id.split('.').at(-1));

  /** What the durable handler and the plain listener were told, each in its order. */
  function told() {
    return { durably: recorder.received.map(({ type }) => type), plainly: types(plain.payments) };
  }

  async function createdAndHeard(order: string): Promise<Payment> {
    const payment = await app.payments.createPaymentRequest(request(order));
    await eventually('the creation is heard', async () => done(1));
    return payment;
  }

  describe('because the disk is full', () => {
    it('stores nothing of a webhook, which is answered 503 and asked for again', async () => {
      const { transactionId } = await createdAndHeard('FULL');
      await faults.fillDisk();
      const before = await faults.content();
      const { status, text } = await app.webhook({ ...succeeded(transactionId), bulk: BULK });
      expect(status).toBe(503);
      // Word for word: there is no room for a secret in it.
      expect(JSON.parse(text)).toEqual({
        statusCode: 503,
        error: 'Service Unavailable',
        message: 'The webhook was not stored. Please send it again.',
      });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /^A webhook could not be stored \(SQLITE_FULL\)\. It was answered with 503/,
      );
      expect(lines[0]).not.toContain(SECRET);
      expect(lines[0]).not.toContain(API_KEY);
      expect(await faults.content()).toEqual(before);
      expect(told()).toEqual({ durably: ['created'], plainly: ['created'] });
    });

    it('takes the very same webhook once there is room, and tells of it for the first time', async () => {
      const { transactionId } = await createdAndHeard('AGAIN');
      const body = JSON.stringify({ ...succeeded(transactionId), bulk: BULK });
      await faults.fillDisk();
      expect(await app.webhook(body)).toMatchObject({ status: 503 });
      expect(await app.webhook(body)).toMatchObject({ status: 503 });
      await faults.makeRoom();
      expect(await app.webhook(body)).toEqual({ status: 200, text: '{"received":true}' });
      expect(await app.payments.findByOrder('AGAIN')).toMatchObject({ status: 'Paid' });
      await eventually('it is delivered', () => done(2));
      const once = ['created', 'succeeded'];
      expect(told()).toEqual({ durably: once, plainly: once });
      expect(plain.rejected).toEqual([]);
    });

    it('asks the gateway for nothing while it can’t store what it is about to ask for', async () => {
      await faults.fillDisk();
      const error = await failureOf(app.payments.createPaymentRequest(orderOf('NOT-SENT')));
      expect(error).toBeInstanceOf(OvgcLedgerUnavailableError);
      expect(error).toMatchObject({
        code: 'ledger_unavailable',
        retryable: true,
        requestState: 'not_sent',
        reason: 'SQLITE_FULL',
      });
      expect(gateway.calls).toHaveLength(0);
      await faults.makeRoom();
      await app.payments.createPaymentRequest(orderOf('NOT-SENT'));
      expect(gateway.calls).toHaveLength(1);
    });

    it('says that the payment may be there when it can’t store the answer, and finds it later', async () => {
      gateway.next(async (call, response) => {
        await faults.fillDisk();
        created(call, response);
      });
      const error = await failureOf(app.payments.createPaymentRequest(orderOf('UNKNOWN')));
      expect(error).toBeInstanceOf(OvgcLedgerUnavailableError);
      expect(error).toMatchObject({
        code: 'ledger_unavailable',
        retryable: true,
        requestState: 'unknown',
        // SQLite has taken the transaction back by then: a ROLLBACK that finds none is not what went wrong.
        reason: 'SQLITE_FULL',
      });
      expect(gateway.calls).toHaveLength(1);
      expect(await app.payments.findByOrder('UNKNOWN')).toBeNull();

      await faults.makeRoom();
      const payment = await app.payments.createPaymentRequest(orderOf('UNKNOWN'));
      expect(payment).toMatchObject({ transactionId: transactionOf('UNKNOWN'), status: 'Pending' });
      expect(gateway.calls.map(({ body }) => body['order_uuid'])).toEqual(['UNKNOWN', 'UNKNOWN']);
      await eventually('the creation is heard', () => done(1));
      expect(told()).toEqual({ durably: ['created'], plainly: ['created'] });
    });
  });

  describe('at the very commit', () => {
    it('keeps nothing of a webhook, and tells nobody of it until a commit has held', async () => {
      const { transactionId } = await createdAndHeard('PAID');
      await faults.failCommits();
      const before = await faults.content();
      expect(await app.webhook(succeeded(transactionId))).toMatchObject({ status: 503 });
      expect(await faults.content()).toEqual(before);
      await faults.mendCommits();
      expect(await app.webhook(succeeded(transactionId))).toMatchObject({ status: 200 });
      await eventually('it is delivered', () => done(2));
      // Listeners are told in order: one that was told of the failed commit would have heard of it by now.
      const once = ['created', 'succeeded'];
      expect(told()).toEqual({ durably: once, plainly: once });
    });

    it('tells nobody of a payment that was created until a commit has held', async () => {
      await faults.failCommits();
      await expect(app.payments.createPaymentRequest(request('MADE'))).rejects.toMatchObject({
        code: 'ledger_unavailable',
        requestState: 'unknown',
      });
      await faults.mendCommits();
      await app.payments.createPaymentRequest(request('MADE'));
      await eventually('it is delivered', () => done(1));
      expect(told()).toEqual({ durably: ['created'], plainly: ['created'] });
    });
  });
});
