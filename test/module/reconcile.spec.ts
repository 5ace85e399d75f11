import { ovgcIdle } from 'nestjs-ovgc/testing';
import { createSandbox, type Sandbox } from 'ovgc-sandbox';
import {
  declined,
  eventually,
  request,
  type RunningApp,
  startApp,
  succeeded,
} from '../support/app.js';
import {
  type Answer,
  json,
  reset,
  type ScriptedGateway,
  silence,
  startGateway,
} from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';

const MINUTE = 60_000;

async function failureOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: Error) => error,
  );
}

describe('the order status', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let time: number;

  beforeEach(async () => {
    gateway = await startGateway();
    time = Date.parse('2026-03-01T12:00:00Z');
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  async function start(
    orderStatus: boolean | { trustPaid?: boolean; path?: string },
    timeoutMs = 1000,
  ) {
    app = await startApp({
      baseUrl: gateway.baseUrl,
      options: { orderStatus, jobIntervalMs: 10, timeoutMs },
      providers: [RecordingHandler],
      now: () => time,
    });
  }
  const create = (order: string) => app.payments.createPaymentRequest(request(order));
  const find = (order: string) => app.payments.findByOrder(order);
  const heard = () => app.app.get(RecordingHandler).received.map(({ type }) => type);
  const asked = () => gateway.calls.filter(({ line }) => line.startsWith('GET'));
  /** Lets the window and the grace period pass, and waits until the gateway was asked so often. */
  async function afterTheWindow(questions: number): Promise<void> {
    time += 36 * MINUTE;
    await eventually('the gateway is asked', () => asked().length === questions);
  }

  describe('before a payment is taken for expired', () => {
    it('is asked with the API key in a header, at the path that integrations use', async () => {
      await start(true);
      const { transactionId } = await create('A');
      gateway.next(json(200, { payment_status: 'Expired' }));
      await afterTheWindow(1);
      expect(asked()[0]?.line).toBe(`GET /backend/api/order-status/${transactionId}`);
      expect(asked()[0]?.headers['x-api-key']).toBe('key_0f5c2d97');
      await eventually('it is expired', async () => (await find('A'))?.status === 'Expired');
      expect(await find('A')).toMatchObject({
        gatewayStatus: 'Expired',
        checkedAt: new Date(time),
      });
    });

    it('may be elsewhere', async () => {
      await start({ path: '/v2/orders/{transaction_id}/status' });
      const { transactionId } = await create('A');
      gateway.next(json(200, { status: 'Expired' }));
      await afterTheWindow(1);
      expect(asked()[0]?.line).toBe(`GET /backend/api/v2/orders/${transactionId}/status`);
    });

    it('tells a decline from an expiry, which a webhook at that time does not', async () => {
      await start(true);
      await create('A');
      gateway.next(json(200, { data: { status: 'Declined' } }));
      await afterTheWindow(1);
      await eventually('it is declined', async () => (await find('A'))?.status === 'Declined');
    });

    it('that is Paid fulfils the order, where it is trusted', async () => {
      await start({ trustPaid: true });
      await create('A');
      gateway.next(json(200, { payment_status: 'Paid' }));
      await afterTheWindow(1);
      await eventually('it is heard of', () => heard().includes('succeeded'));
      expect(await find('A')).toMatchObject({ status: 'Paid', gatewayStatus: 'Paid' });
    });

    it('that is Paid fulfils nothing by itself, and keeps the payment from expiring', async () => {
      await start(true);
      const { transactionId } = await create('A');
      gateway.next(json(200, { payment_status: 'Paid' }), json(200, { payment_status: 'Paid' }));
      await afterTheWindow(1);
      await eventually(
        'it is written down',
        async () => (await find('A'))?.gatewayStatus === 'Paid',
      );
      // Long after all patience.
      time += 24 * 60 * MINUTE;
      await eventually('it is asked again', () => asked().length === 2);
      expect(await find('A')).toMatchObject({ status: 'Pending', gatewayStatus: 'Paid' });
      expect(await app.payments.counts()).toEqual({ conflicted: 0, unconfirmed: 1, inDoubt: 0 });
      const { payments } = await app.payments.list({ review: 'unconfirmed' });
      expect(payments.map((payment) => payment.transactionId)).toEqual([transactionId]);
      expect(heard()).toEqual(['created']);
    });

    it.each<[string, Answer]>([
      ['says Pending', json(200, { payment_status: 'Pending' })],
      ['knows of no such call', json(404, { message: 'Not found' })],
      ['breaks the connection', reset],
      ['is silent', silence],
      ['fails', json(500, { status: false, error: 'Internal server error' })],
    ])('is waited for while the gateway %s, but not for ever', async (_, answer) => {
      await start(true);
      await create('A');
      gateway.next(answer, answer);
      await afterTheWindow(1);
      await eventually('it is written down', async () => (await find('A'))?.checkedAt !== null);
      expect(await find('A')).toMatchObject({ status: 'Pending' });
      time += 61 * MINUTE;
      await eventually('it is expired', async () => (await find('A'))?.status === 'Expired');
      expect(asked()).toHaveLength(2);
      await eventually('it is heard of', () => heard().includes('expired'));
    });

    it.each<[string, Answer]>([
      ['is silent', silence],
      ['fails', json(500, {})],
      ['says Pending', json(200, { payment_status: 'Pending' })],
    ])('that was Paid is not given up when it %s later on', async (_, answer) => {
      await start(true);
      await create('A');
      gateway.next(json(200, { payment_status: 'Paid' }), answer);
      await afterTheWindow(1);
      await eventually(
        'it is written down',
        async () => (await find('A'))?.gatewayStatus === 'Paid',
      );
      const { checkedAt } = (await find('A'))!;
      time += 24 * 60 * MINUTE;
      await eventually(
        'that is written down, too',
        async () => +(await find('A'))!.checkedAt! > +checkedAt!,
      );
      expect(await find('A')).toMatchObject({ status: 'Pending', gatewayStatus: 'Paid' });
      expect(await app.payments.counts()).toMatchObject({ unconfirmed: 1 });
      expect(heard()).toEqual(['created']);
    });

    it('reaches each payment in its turn, though nothing is told of those before it', async () => {
      await start(true);
      for (let i = 0; i < 12; i += 1) await create(`SILENT-${i}`);
      time += MINUTE;
      await create('LAST');
      const { transactionId } = (await find('LAST'))!;
      gateway.next(...Array.from({ length: 12 }, () => json(404, {})));
      gateway.next(json(200, { payment_status: 'Expired' }));
      time += 36 * MINUTE;
      await eventually('it is expired', async () => (await find('LAST'))?.status === 'Expired');
      expect(asked().at(-1)?.line).toContain(transactionId);
    });

    it('holds up no webhook that wants to be reported while it keeps silent', async () => {
      app = await startApp({
        baseUrl: gateway.baseUrl,
        options: { orderStatus: true, jobIntervalMs: 10, timeoutMs: 60_000 },
        providers: [RecordingListener],
        now: () => time,
      });
      await create('A');
      gateway.next(silence);
      await afterTheWindow(1);
      await app.webhook(succeeded('invoice_nobodys'));
      time += 2 * MINUTE;
      const { unmatched } = app.app.get(RecordingListener);
      await eventually('it is reported', () => unmatched.length === 1);
    });

    it('is not asked about one payment again and again', async () => {
      await start(true);
      await create('A');
      gateway.next(json(200, { payment_status: 'Pending' }));
      await afterTheWindow(1);
      await eventually('it is written down', async () => (await find('A'))?.checkedAt !== null);
      time += 4 * MINUTE;
      await ovgcIdle(app.app);
      expect(asked()).toHaveLength(1);
      time += 2 * MINUTE;
      await ovgcIdle(app.app);
      expect(asked()).toHaveLength(2);
    });

    it('does not hold up a shutdown', async () => {
      await start(true, 60_000);
      await create('A');
      gateway.next(silence);
      await afterTheWindow(1);
      const begun = Date.now();
      await app.close();
      expect(Date.now() - begun).toBeLessThan(10_000);
    });
  });

  describe('at reconcile', () => {
    it.each(['Paid', 'Declined', 'Expired'] as const)(
      'that is %s moves the payment',
      async (word) => {
        await start({ trustPaid: true });
        await create('A');
        gateway.next(json(200, { payment_status: word }));
        expect(await app.payments.reconcile('A')).toMatchObject({
          status: word,
          gatewayStatus: word,
        });
      },
    );

    it('that is Paid wins over an expiry, late', async () => {
      await start({ trustPaid: true });
      await create('A');
      gateway.next(json(200, { payment_status: 'Expired' }), json(200, { payment_status: 'Paid' }));
      await app.payments.reconcile('A');
      expect(await app.payments.reconcile('A')).toMatchObject({ status: 'Paid' });
      await eventually('it is heard of', () => heard().includes('succeeded'));
      const [success] = app.app.get(RecordingHandler).of('succeeded');
      expect(success?.event).toMatchObject({ late: true });
    });

    it('that is Declined never takes back a payment: it is a conflict', async () => {
      await start({ trustPaid: true });
      await create('A');
      gateway.next(
        json(200, { payment_status: 'Paid' }),
        json(200, { payment_status: 'Declined' }),
      );
      await app.payments.reconcile('A');
      const payment = await app.payments.reconcile('A');
      expect(payment).toMatchObject({ status: 'Paid', gatewayStatus: 'Declined' });
      expect(await app.payments.counts()).toMatchObject({ conflicted: 1 });
      const { payments } = await app.payments.list({ review: 'conflicted' });
      expect(payments).toEqual([payment]);
    });

    it('that a success has overtaken does not contradict it', async () => {
      await start(true);
      const { transactionId } = await create('A');
      let answer: () => void = () => undefined;
      gateway.next((call, response) => {
        answer = () => json(200, { payment_status: 'Declined' })(call, response);
      });
      const reconciled = app.payments.reconcile('A');
      await eventually('it is asked', () => asked().length === 1);
      await app.webhook(succeeded(transactionId));
      answer();
      expect(await reconciled).toMatchObject({ status: 'Paid', gatewayStatus: null });
      expect(await app.payments.counts()).toMatchObject({ conflicted: 0 });
    });

    it('is not asked for an id that would lead elsewhere', async () => {
      await start(true);
      gateway.next(json(200, { status: true, transaction_id: '..', url: 'https://g.test/1' }));
      await create('A');
      const failure = await failureOf(app.payments.reconcile('A'));
      expect(failure).toMatchObject({ code: 'order_status_unknown', retryable: false });
      expect(asked()).toEqual([]);
    });

    it('is asked for whatever else an id can hold', async () => {
      await start(true);
      const transaction_id = '../a?b#c%2e$&/{transaction_id}';
      gateway.next(json(200, { status: true, transaction_id, url: 'https://g.test/1' }));
      await create('A');
      gateway.next(json(200, { transaction_id, status: 'Pending' }));
      expect(await app.payments.reconcile('A')).toMatchObject({ gatewayStatus: 'Pending' });
      const place = `/order-status/${encodeURIComponent(transaction_id)}`;
      expect(asked()[0]?.line).toBe(`GET /backend/api${place}`);
    });

    it('answers what the gateway says where it is not trusted, and moves nothing', async () => {
      await start(true);
      await create('A');
      gateway.next(json(200, { payment_status: 'Paid' }));
      const payment = await app.payments.reconcile('A');
      expect(payment).toMatchObject({ status: 'Pending', gatewayStatus: 'Paid' });
    });

    it.each<[string, Answer, boolean, RegExp]>([
      ['is silent', silence, true, /timeout/],
      ['fails', json(503, {}), true, /HTTP 503/],
      ['knows of no such call', json(404, {}), false, /HTTP 404.*orderStatus\.path/],
      ['says nothing of use', json(200, { ok: 1 }), false, /no status/],
    ])(
      'fails when the gateway %s, and nothing has moved',
      async (_, answer, retryable, message) => {
        await start(true);
        const before = await create('A');
        gateway.next(answer);
        const failure = await failureOf(app.payments.reconcile('A'));
        expect(failure).toMatchObject({ code: 'order_status_unknown', retryable });
        expect(failure.message).toMatch(message);
        expect(failure.message).not.toContain('key_0f5c2d97');
        expect(await find('A')).toEqual(before);
      },
    );

    it('knows no order without a payment', async () => {
      await start(true);
      const failure = await failureOf(app.payments.reconcile('NONE'));
      expect(failure).toMatchObject({ code: 'payment_not_found' });
    });

    it('is off unless it was turned on, and says how to turn it on', async () => {
      await start(false);
      await create('A');
      const failure = await failureOf(app.payments.reconcile('A'));
      expect(failure).toMatchObject({ code: 'order_status_off' });
      expect(failure.message).toMatch(/orderStatus: true/);
      time += 36 * MINUTE;
      await eventually('it is expired', async () => (await find('A'))?.status === 'Expired');
      expect(asked()).toEqual([]);
    });
  });

  it('answered at the same instant as a webhook leads to one outcome', async () => {
    await start({ trustPaid: true });
    const { transactionId } = await create('A');
    gateway.next(json(200, { payment_status: 'Paid' }));
    await Promise.all([app.payments.reconcile('A'), app.webhook(declined(transactionId))]);
    await eventually('it is heard of', () => heard().includes('succeeded'));
    expect(await find('A')).toMatchObject({ status: 'Paid' });
    expect(app.app.get(RecordingHandler).of('succeeded')).toHaveLength(1);
  });
});

describe('the order status of the sandbox', () => {
  let sandbox: Sandbox;
  let app: RunningApp;

  beforeAll(async () => {
    sandbox = await createSandbox();
    app = await startApp({
      baseUrl: sandbox.apiUrl,
      options: { apiKey: sandbox.apiKey, orderStatus: { trustPaid: true } },
    });
  });
  afterAll(async () => {
    await app.close();
    await sandbox.close();
  });

  it('pays an order whose webhook never came', async () => {
    await app.payments.createPaymentRequest(request('SILENT'));
    expect(await app.payments.reconcile('SILENT')).toMatchObject({ status: 'Pending' });
    await sandbox.pay('SILENT');
    expect(await app.payments.reconcile('SILENT')).toMatchObject({ status: 'Paid' });
  });
});
