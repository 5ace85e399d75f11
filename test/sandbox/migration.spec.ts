import Database from 'libsql';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { create, statusOf } from './sandbox.seller.js';

const DUMP = join(import.meta.dirname, 'fixtures/schema-001.sql');
const FAR = Date.parse('9999-01-01T00:00:00Z');

let dataDir: string;
let endpoint: Endpoint;
let sandbox: Sandbox;

/** The first version's data folder, with the window of its open payment still open whenever this is run. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ovgc-sandbox-'));
  const database = new Database(join(dataDir, 'sandbox.db'));
  database.exec(await readFile(DUMP, 'utf8'));
  database.exec(`UPDATE payment SET expires_at = ${FAR} WHERE status = 'Pending'`);
  database.close();
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ dataDir, webhookUrl: endpoint.url });
});
afterAll(async () => {
  await sandbox.close();
  await endpoint.close();
  await rm(dataDir, { recursive: true });
});

const told = async (order: string) =>
  (await sandbox.payments.timeline(order)).map((entry) => {
    if (entry.kind === 'changed') return [entry.status, entry.closed, entry.declineReason];
    return entry.kind === 'webhook' ? entry.webhook.event : entry.kind;
  });

describe('the data of the version with one seller', () => {
  it('is the default seller’s, whole', async () => {
    const payments = await sandbox.payments.list({ sellerId: 'default' });
    expect(payments.map(({ orderUuid, status }) => [orderUuid, status])).toEqual([
      ['PENDING', 'Pending'],
      ['DECLINED', 'Declined'],
      ['CANCELLED', 'Declined'],
      ['DECLINED-THEN-PAID', 'Paid'],
      ['PAID', 'Paid'],
      ['EXPIRED', 'Expired'],
    ]);
    expect((await sandbox.webhooks()).map(({ sellerId, state }) => [sellerId, state])).toEqual(
      Array.from({ length: 6 }, () => ['default', 'delivered']),
    );
  });

  it.each([
    ['PENDING', ['created']],
    ['PAID', ['created', ['Paid', null, null], 'payment.succeeded']],
    ['EXPIRED', ['created', ['Expired', null, null], 'payment.declined']],
    ['CANCELLED', ['created', ['Declined', 'cancelled', null], 'payment.declined']],
    ['DECLINED', ['created', ['Declined', null, 'card_declined'], 'payment.declined']],
    [
      'DECLINED-THEN-PAID',
      // Why the first card was declined was not kept once a second one was captured.
      [
        'created',
        ['Declined', null, null],
        'payment.declined',
        ['Paid', null, null],
        'payment.succeeded',
      ],
    ],
  ])('has a timeline for the payment %s', async (order, timeline) => {
    expect(await told(order)).toEqual(timeline);
  });

  it('is found under the seller’s key, and an order keeps its payment', async () => {
    const paid = await sandbox.payments.findByOrder('PAID');
    expect(await statusOf(sandbox, paid?.transactionId ?? '')).toBe('Paid');
    const { body } = await create(sandbox, { order_uuid: 'PAID' });
    expect(body.transaction_id).toBe(paid?.transactionId);
  });

  it('goes on: the open payment can be paid, and its webhook arrives', async () => {
    await sandbox.pay('PENDING');
    await sandbox.idle();
    expect(endpoint.events()).toEqual(['payment.succeeded']);
    expect(await told('PENDING')).toEqual(['created', ['Paid', null, null], 'payment.succeeded']);
  });
});
