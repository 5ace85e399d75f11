import { OvgcWebhooksService } from 'nestjs-ovgc';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';
import {
  declined,
  eventually,
  request,
  type RunningApp,
  SECRET,
  startApp,
  succeeded,
} from '../support/app.js';
import { created, type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';

// Holds rule 3: a duplicate.
// Holds rule 4: the status machine.

const MINUTE = 60_000;

describe('a webhook', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let recorder: RecordingHandler;
  let plain: RecordingListener;
  let time: number;

  beforeEach(async () => {
    time = Date.parse('2026-03-01T12:00:00Z');
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingHandler, RecordingListener],
      options: { jobIntervalMs: 10 },
      now: () => time,
    });
    recorder = app.app.get(RecordingHandler);
    plain = app.app.get(RecordingListener);
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  const statusOf = async (order: string) => (await app.payments.findByOrder(order))?.status;

  it('that comes twenty times at once is fulfilled once', async () => {
    const { transactionId } = await app.payments.createPaymentRequest(request('TWENTY'));
    const copies = Array.from({ length: 20 }, () => app.webhook(succeeded(transactionId)));
    expect((await Promise.all(copies)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    await eventually('the handler was called', () => recorder.of('succeeded').length > 0);
    await app.webhook(succeeded(transactionId));
    expect(recorder.of('succeeded')).toHaveLength(1);
    expect(plain.payments.filter(({ id }) => id.endsWith('payment.succeeded'))).toHaveLength(1);
  });

  it('that comes before the answer of the create call is applied when the answer is there', async () => {
    gateway.next(async (call, response) => {
      const early = await app.webhook(succeeded(transactionOf('EARLY')));
      expect(early.status).toBe(200);
      expect(await app.payments.findByOrder('EARLY')).toBeNull();
      created(call, response);
    });
    const payment = await app.payments.createPaymentRequest(request('EARLY'));
    expect(payment.status).toBe('Paid');
    await eventually('the handler was called', () => recorder.of('succeeded').length === 1);
    expect(plain.payments.map(({ id }) => id.split('.').at(-1))).toEqual(['created', 'succeeded']);
  });

  it('declined, then succeeded, ends paid and says that it came late', async () => {
    const { transactionId } = await app.payments.createPaymentRequest(request('SECOND-CARD'));
    await app.webhook(declined(transactionId));
    expect(await statusOf('SECOND-CARD')).toBe('Declined');
    await app.webhook(succeeded(transactionId));
    expect(await statusOf('SECOND-CARD')).toBe('Paid');
    await eventually('both were delivered', () => recorder.received.length === 3);
    expect(recorder.of('declined')).toHaveLength(1);
    expect(recorder.of('succeeded')[0]?.event).toMatchObject({ late: true });
  });

  it('succeeded, then declined, stays paid and is reported as a conflict', async () => {
    const { transactionId } = await app.payments.createPaymentRequest(request('CONFLICT'));
    await app.webhook(succeeded(transactionId));
    expect((await app.webhook(declined(transactionId))).status).toBe(200);
    expect(await statusOf('CONFLICT')).toBe('Paid');
    await eventually('the conflict was delivered', () => recorder.of('conflicted').length === 1);
    expect(recorder.of('succeeded')).toHaveLength(1);
    expect(recorder.of('declined')).toHaveLength(0);
  });

  it('declined after the checkout window is an expiry, and a success after that is real money', async () => {
    const { transactionId } = await app.payments.createPaymentRequest(request('WINDOW'));
    time += 30 * MINUTE;
    await app.webhook(declined(transactionId));
    expect(await statusOf('WINDOW')).toBe('Expired');
    await app.webhook(succeeded(transactionId));
    expect(await statusOf('WINDOW')).toBe('Paid');
    await eventually('all was delivered', () => recorder.of('succeeded').length === 1);
    expect(recorder.of('expired')).toHaveLength(1);
  });

  it('that never comes leaves the payment to expire when window and grace are over', async () => {
    await app.payments.createPaymentRequest(request('SILENCE'));
    time += 35 * MINUTE;
    await app.payments.createPaymentRequest(request('OTHER'));
    expect(await statusOf('SILENCE')).toBe('Pending');
    time += 1;
    await eventually('it expired', async () => (await statusOf('SILENCE')) === 'Expired');
    await eventually('it was delivered', () => recorder.of('expired').length === 1);
    expect(await statusOf('OTHER')).toBe('Pending');
  });

  it('of a transaction nobody knows is kept, reported after a minute, and applied when it turns up', async () => {
    const webhooks = app.app.get(OvgcWebhooksService, { strict: false });
    expect((await app.webhook(succeeded(transactionOf('STRAY')))).status).toBe(200);
    expect(await webhooks.counts()).toEqual({ unmatched: 1, unrecognised: 0 });
    const { webhooks: unmatched } = await webhooks.list({ state: 'unmatched' });
    expect(unmatched).toMatchObject([
      { transactionId: transactionOf('STRAY'), outcome: 'succeeded' },
    ]);
    expect(unmatched[0]?.body).not.toContain(SECRET);
    time += MINUTE + 1;
    await eventually('it was reported', () => plain.unmatched.length > 0);
    expect(plain.unmatched).toMatchObject([
      { transactionId: transactionOf('STRAY'), outcome: 'succeeded', account: 'default' },
    ]);
    const payment = await app.payments.createPaymentRequest(request('STRAY'));
    expect(payment.status).toBe('Paid');
    expect(plain.unmatched).toHaveLength(1);
    expect(await webhooks.counts()).toEqual({ unmatched: 0, unrecognised: 0 });
  });

  describe('with the right secret is kept and reported, but moves nothing, when', () => {
    it.each<[string, string, Record<string, unknown>]>([
      ['success contradicts the status', 'contradictory', { success: false }],
      ['declined comes with success', 'contradictory', { payment_status: 'payment.declined' }],
      ['it names two statuses', 'contradictory', { data: { payment_status: 'payment.declined' } }],
      ['its success is a text', 'contradictory', { success: 'yes' }],
      ['its status is unknown', 'unknown_status', { payment_status: 'payment.refunded' }],
      ['its status is a list', 'unknown_status', { payment_status: ['payment.succeeded'] }],
    ])('%s', async (_name, reason, fields) => {
      const { transactionId } = await app.payments.createPaymentRequest(request('ODD'));
      const body = { ...succeeded(transactionId), ...fields };
      expect((await app.webhook(body)).status).toBe(200);
      expect((await app.webhook(body)).status).toBe(200);
      await eventually('it was reported', () => plain.unrecognised.length > 0);
      expect(await statusOf('ODD')).toBe('Pending');
      expect(plain.unrecognised).toMatchObject([{ reason, transactionId }]);
      expect(plain.rejected).toEqual([]);
      expect(recorder.of('succeeded')).toHaveLength(0);
    });
  });

  describe('is read in spite of the wire format’s drift when', () => {
    it.each<[string, (id: string) => Record<string, unknown>]>([
      ['its fields stand under data', (id) => ({ data: succeeded(id) })],
      [
        'the secret stands at the top, the rest under data',
        (id) => {
          const { webhook_secret: secret, ...data } = succeeded(id);
          return { webhook_secret: secret, data };
        },
      ],
      ['its status is spelled Paid', (id) => ({ ...succeeded(id), payment_status: 'Paid' })],
      [
        'its status is spelled payment_succeeded',
        (id) => ({ ...succeeded(id), payment_status: 'PAYMENT_SUCCEEDED' }),
      ],
      [
        'success is missing',
        (id) => {
          const { success: _, ...rest } = succeeded(id);
          return rest;
        },
      ],
      [
        'it carries an order id and more',
        (id) => ({ ...succeeded(id), order_uuid: 'DRIFT', more: [{}] }),
      ],
    ])('%s', async (_name, body) => {
      const { transactionId } = await app.payments.createPaymentRequest(request('DRIFT'));
      expect((await app.webhook(body(transactionId))).status).toBe(200);
      expect(await statusOf('DRIFT')).toBe('Paid');
    });

    it('says Pending: nothing moves and nothing is reported', async () => {
      const { transactionId } = await app.payments.createPaymentRequest(request('PENDING'));
      const body = {
        webhook_secret: SECRET,
        transaction_id: transactionId,
        payment_status: 'Pending',
        success: false,
      };
      expect((await app.webhook(body)).status).toBe(200);
      expect(await statusOf('PENDING')).toBe('Pending');
      expect(plain.rejected).toHaveLength(0);
    });
  });
});
