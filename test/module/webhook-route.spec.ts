import { OvgcWebhooksService } from 'nestjs-ovgc';
import { RecordingListener } from '../support/handlers.js';
import {
  eventually,
  request,
  type RunningApp,
  SECRET,
  startApp,
  succeeded,
} from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';

// Holds rule 6: with a right secret nothing is lost.
// Holds rule 9: secrets never leave.

const OLD_SECRET = 'whsec_before_the_rotation';

describe('the webhook route', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;

  beforeAll(async () => {
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingListener],
      options: { webhookSecret: [SECRET, OLD_SECRET] },
    });
    await app.payments.createPaymentRequest(request('ROUTE'));
  });
  afterAll(async () => {
    await app.close();
    await gateway.close();
  });

  const transactionId = transactionOf('ROUTE');
  const statusOfPayment = async () => (await app.payments.findByOrder('ROUTE'))?.status;

  it('answers a GET with 200, since gateways probe', async () => {
    expect((await fetch(`${app.url}/webhooks/ovgc`)).status).toBe(200);
  });

  describe('refuses a secret that is', () => {
    const { webhook_secret: _, ...withoutSecret } = succeeded(transactionId);
    const cases: [string, Record<string, unknown>][] = [
      ['wrong', { ...withoutSecret, webhook_secret: 'whsec_b41e66d1' }],
      ['of another length', { ...withoutSecret, webhook_secret: `${SECRET}0` }],
      ['missing', withoutSecret],
      ['empty', { ...withoutSecret, webhook_secret: '' }],
      ['null', { ...withoutSecret, webhook_secret: null }],
      ['a number', { ...withoutSecret, webhook_secret: 1 }],
      ['true', { ...withoutSecret, webhook_secret: true }],
      ['a list that holds the right one', { ...withoutSecret, webhook_secret: [SECRET] }],
      ['an operator', { ...withoutSecret, webhook_secret: { $ne: 1 } }],
      [
        'an object that prints as the right one',
        { ...withoutSecret, webhook_secret: { toString: SECRET } },
      ],
      ['inherited', { ...withoutSecret, ['__proto__']: { webhook_secret: SECRET } }],
    ];
    it.each(cases)('%s, with 401 and without effect', async (_name, body) => {
      const answer = await app.webhook(body);
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain(SECRET);
      expect(await statusOfPayment()).toBe('Pending');
    });
  });

  describe('refuses a body that is', () => {
    const cases: [string, number, string | object][] = [
      ['not JSON', 400, '{"webhook_secret": '],
      ['nothing but white space', 400, '  '],
      ['an array', 400, [succeeded(transactionId)]],
      ['a text', 400, '"payment.succeeded"'],
      ['null', 400, 'null'],
      [
        '70 KiB, under the limit of the app',
        413,
        { ...succeeded(transactionId), extra: 'x'.repeat(70 * 1024) },
      ],
      [
        '1 MiB, over the limit of the app',
        413,
        { ...succeeded(transactionId), extra: 'x'.repeat(1024 * 1024) },
      ],
    ];
    it.each(cases)('%s, with %i and without effect', async (_name, status, body) => {
      expect((await app.webhook(body)).status).toBe(status);
      expect(await statusOfPayment()).toBe('Pending');
    });

    it.each([
      ['text/plain', JSON.stringify(succeeded(transactionId))],
      [
        'Application/X-WWW-Form-URLencoded',
        `webhook_secret=${SECRET}&transaction_id=${transactionId}&payment_status=payment.succeeded`,
      ],
    ])('sent as %s, with 400 and without effect', async (type, body) => {
      expect((await app.webhook(body, { 'Content-Type': type })).status).toBe(400);
      expect(await statusOfPayment()).toBe('Pending');
    });
  });

  describe('stores a webhook with a right secret, whatever its shape:', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const { transaction_id: _id, ...unnamed } = succeeded(transactionId);
    const cases: [string, string | object][] = [
      ['without a transaction', unnamed],
      ['with a transaction that is a number', { ...unnamed, transaction_id: 7 }],
      ['with a transaction that is a list', { ...unnamed, transaction_id: [transactionId] }],
      ['with a transaction that is the secret', { ...unnamed, transaction_id: SECRET }],
      ['with a NUL in its transaction', { ...unnamed, transaction_id: 'a\u0000b' }],
      [
        'nested twenty thousand deep',
        `{"webhook_secret":"${SECRET}","transaction_id":"x","extra":${deep}}`,
      ],
      ['with nothing but the secret', { webhook_secret: SECRET }],
    ];
    it.each(cases)('%s, without effect', async (_name, body) => {
      const webhooks = app.app.get(OvgcWebhooksService, { strict: false });
      const before = await webhooks.counts();
      expect(await app.webhook(body)).toEqual({ status: 200, text: '{"received":true}' });
      expect(await statusOfPayment()).toBe('Pending');
      expect((await webhooks.counts()).unrecognised).toBe(before.unrecognised + 1);
      const { webhooks: stored } = await webhooks.list({ state: 'unrecognised' });
      expect(JSON.stringify(stored)).not.toContain(SECRET);
    });
  });

  it('reports what it refused, and never what it held', async () => {
    const { rejected } = app.app.get(RecordingListener);
    await app.webhook({ webhook_secret: 'whsec_of_a_stranger', transaction_id: 'x' });
    await eventually('it was reported', () =>
      rejected.some(({ reason }) => reason === 'secret_wrong'),
    );
    expect(rejected.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['secret_missing', 'secret_wrong', 'unreadable']),
    );
    expect(JSON.stringify(rejected)).not.toMatch(/whsec_/);
  });

  it('answers 200 to a webhook with the second of two secrets, while they are rotated', async () => {
    const body = { ...succeeded(transactionId), webhook_secret: OLD_SECRET };
    expect(await app.webhook(body)).toEqual({ status: 200, text: '{"received":true}' });
    expect(await statusOfPayment()).toBe('Paid');
  });
});
