import { OvgcWebhooksService, type StoredWebhook } from 'nestjs-ovgc';
import {
  declined,
  eventually,
  request,
  type RunningApp,
  startApp,
  succeeded,
} from '../support/app.js';
import { json, type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { RecordingHandler, RecordingListener } from '../support/handlers.js';

// Holds rule 6: with a right secret nothing is lost.

const WHO = { by: 'ada@shop.example', note: 'paid in the dashboard' };

describe('a webhook that a person decides', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let webhooks: OvgcWebhooksService;
  let handler: RecordingHandler;
  let time: number;

  beforeEach(async () => {
    gateway = await startGateway();
    time = Date.parse('2026-03-01T12:00:00Z');
    app = await startApp({
      baseUrl: gateway.baseUrl,
      providers: [RecordingHandler, RecordingListener],
      now: () => time,
    });
    webhooks = app.app.get(OvgcWebhooksService);
    handler = app.app.get(RecordingHandler);
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  const create = (order: string) => app.payments.createPaymentRequest(request(order));
  const statusOf = async (order: string) => (await app.payments.findByOrder(order))?.status;
  const delivered = () =>
    eventually('all is delivered', async () => (await app.deliveries.counts()).pending === 0);
  const list = async (state: StoredWebhook['state']) => (await webhooks.list({ state })).webhooks;

  /** Sends a webhook that waits for a person, and returns its id. */
  async function open(body: Record<string, unknown>): Promise<string> {
    const before = [...(await list('unmatched')), ...(await list('unrecognised'))];
    expect((await app.webhook(body)).status).toBe(200);
    const after = [...(await list('unmatched')), ...(await list('unrecognised'))];
    const fresh = after.find(({ id }) => !before.some((one) => one.id === id));
    return fresh?.id ?? '';
  }
  const unidentified = () => {
    const { transaction_id: _, ...body } = succeeded('');
    return body;
  };

  it('as succeeded pays the order that it names, and is recorded with who, when and why', async () => {
    await create('A');
    const id = await open({ ...succeeded(transactionOf('A')), payment_status: 'payment.settled' });
    expect(await webhooks.resolve(id, 'succeeded', WHO)).toMatchObject({ id, state: 'resolved' });
    expect(await statusOf('A')).toBe('Paid');
    await delivered();
    expect(handler.of('succeeded')).toHaveLength(1);
    expect(app.app.get(RecordingListener).payments.at(-1)?.id).toMatch(/succeeded$/);
    expect(await list('resolved')).toMatchObject([
      {
        id,
        outcome: 'unrecognised',
        reason: 'unknown_status',
        resolution: {
          decision: 'succeeded',
          orderUuid: 'A',
          ...WHO,
          forced: false,
          resolvedAt: new Date(time),
        },
      },
    ]);
    expect(await webhooks.counts()).toEqual({ unmatched: 0, unrecognised: 0 });
  });

  it('has no resolution before', async () => {
    await open(succeeded('invoice_nobodys'));
    expect(await list('unmatched')).toMatchObject([{ resolution: null }]);
  });

  it('belongs to the order that the person names, where it names none', async () => {
    await create('A');
    const id = await open(unidentified());
    await expect(webhooks.resolve(id, 'succeeded', WHO)).rejects.toMatchObject({
      code: 'webhook_not_resolvable',
      message: expect.stringContaining('pass the orderUuid'),
    });
    await webhooks.resolve(id, 'succeeded', { ...WHO, orderUuid: 'A' });
    expect(await statusOf('A')).toBe('Paid');
  });

  it('belongs to the order that the person names, where no payment has its transaction', async () => {
    await create('A');
    const id = await open(succeeded('invoice_of_another_create'));
    await webhooks.resolve(id, 'succeeded', { ...WHO, orderUuid: 'A' });
    expect(await statusOf('A')).toBe('Paid');
    expect(await webhooks.counts()).toEqual({ unmatched: 0, unrecognised: 0 });
  });

  it('as ignored only by force, if it says that somebody has paid', async () => {
    const id = await open(succeeded(transactionOf('A')));
    await expect(webhooks.resolve(id, 'ignored', WHO)).rejects.toMatchObject({
      code: 'webhook_contradicted',
    });
    expect(await create('A')).toMatchObject({ status: 'Paid' });
  });

  it('as ignored moves nothing, not even once its payment turns up', async () => {
    const id = await open(succeeded(transactionOf('A')));
    await webhooks.resolve(id, 'ignored', { ...WHO, force: true });
    expect(await create('A')).toMatchObject({ status: 'Pending' });
    expect((await app.webhook(succeeded(transactionOf('A')))).status).toBe(200);
    expect(await statusOf('A')).toBe('Pending');
    expect(await list('resolved')).toMatchObject([
      { resolution: { decision: 'ignored', orderUuid: null } },
    ]);
  });

  it.each([
    ['inside the checkout window', 0, 'Declined', 'declined'],
    ['after it', 31 * 60_000, 'Expired', 'expired'],
  ])('as declined counts from when it came: %s', async (_name, later, status, kind) => {
    await create('A');
    time += later;
    const id = await open({ ...declined(transactionOf('A')), payment_status: 'payment.void' });
    time += 3_600_000;
    await webhooks.resolve(id, 'declined', WHO);
    expect(await statusOf('A')).toBe(status);
    await delivered();
    expect(handler.of(kind)).toHaveLength(1);
  });

  it('as declined after the payment is a conflict, as if the webhook had said so', async () => {
    await create('A');
    const id = await open({ ...declined(transactionOf('A')), payment_status: 'payment.void' });
    await app.webhook(succeeded(transactionOf('A')));
    await webhooks.resolve(id, 'declined', WHO);
    expect(await statusOf('A')).toBe('Paid');
    await delivered();
    expect(handler.of('conflicted')).toHaveLength(1);
    expect(await app.payments.counts()).toMatchObject({ conflicted: 1 });
  });

  it('as succeeded fulfils nobody twice', async () => {
    await create('A');
    const id = await open({ ...succeeded(transactionOf('A')), payment_status: 'payment.settled' });
    await app.webhook(succeeded(transactionOf('A')));
    await webhooks.resolve(id, 'succeeded', WHO);
    await delivered();
    expect(handler.of('succeeded')).toHaveLength(1);
  });

  describe('against what it says', () => {
    const CASES: [string, Record<string, unknown>, 'succeeded' | 'declined', string | undefined][] =
      [
        ['a decline', declined('invoice_nobodys'), 'succeeded', 'A'],
        ['a success', succeeded('invoice_nobodys'), 'declined', 'A'],
        [
          'a pending payment of a stranger',
          { ...unidentified(), success: false, payment_status: 'pending' },
          'succeeded',
          'A',
        ],
        [
          'the transaction of another order',
          { ...succeeded(transactionOf('B')), payment_status: 'payment.settled' },
          'succeeded',
          'A',
        ],
        [
          'an order that is not known here',
          { ...unidentified(), order_uuid: 'ELSEWHERE' },
          'succeeded',
          'A',
        ],
      ];
    it.each(CASES)('(%s) is decided with force alone', async (_name, body, decision, orderUuid) => {
      await create('A');
      await create('B');
      const id = await open(body);
      await expect(webhooks.resolve(id, decision, { ...WHO, orderUuid })).rejects.toMatchObject({
        code: 'webhook_contradicted',
        message: expect.stringContaining('force: true'),
      });
      expect(await statusOf('A')).toBe('Pending');
      await webhooks.resolve(id, decision, { ...WHO, orderUuid, force: true });
      expect(await statusOf('A')).toBe(decision === 'succeeded' ? 'Paid' : 'Declined');
      expect(await list('resolved')).toMatchObject([{ resolution: { forced: true } }]);
    });

    it('is not what a decision is about a webhook that says both', async () => {
      await create('A');
      const body = { ...succeeded(transactionOf('A')), success: false };
      await webhooks.resolve(await open(body), 'declined', WHO);
      expect(await statusOf('A')).toBe('Declined');
    });
  });

  describe('is refused', () => {
    it.each(['7', '0', 'x', '', '99999999999999999999'])(
      'when there is none with the id %p',
      async (id) => {
        await expect(webhooks.resolve(id, 'ignored', WHO)).rejects.toMatchObject({
          code: 'webhook_not_found',
          requestState: 'not_sent',
        });
      },
    );

    it('when it was resolved before, and the first decision stays', async () => {
      const id = await open(declined('invoice_nobodys'));
      await webhooks.resolve(id, 'ignored', WHO);
      const again = { by: 'bob@shop.example', note: 'no' };
      await expect(webhooks.resolve(id, 'ignored', again)).rejects.toMatchObject({
        code: 'webhook_already_resolved',
        by: WHO.by,
        decision: 'ignored',
      });
      expect(await list('resolved')).toMatchObject([{ resolution: WHO }]);
    });

    it('when it was applied', async () => {
      await create('A');
      await app.webhook(succeeded(transactionOf('A')));
      const [applied] = await list('applied');
      await expect(webhooks.resolve(applied?.id ?? '', 'ignored', WHO)).rejects.toMatchObject({
        code: 'webhook_not_resolvable',
      });
    });

    it('when its order is unknown, or has no payment yet', async () => {
      gateway.next(json(500, { status: false, error: 'Internal server error' }));
      await expect(create('IN-DOUBT')).rejects.toThrow(/500/);
      const id = await open(succeeded('invoice_nobodys'));
      for (const orderUuid of ['UNKNOWN', 'IN-DOUBT']) {
        await expect(
          webhooks.resolve(id, 'succeeded', { ...WHO, orderUuid }),
        ).rejects.toMatchObject({ code: 'payment_not_found', orderUuid });
      }
      expect(await list('unmatched')).toHaveLength(1);
    });

    it.each([
      ['without who', 'ignored', { note: 'x' }, /by must be a text/],
      ['without why', 'ignored', { by: 'x', note: ' ' }, /note must be a text/],
      ['with an unknown decision', 'paid', WHO, /the decision must be one of succeeded/],
      ['ignored with an order', 'ignored', { ...WHO, orderUuid: 'A' }, /orderUuid must not be set/],
      ['with a force that is none', 'ignored', { ...WHO, force: 1 }, /force must be true or false/],
      ['without options', 'ignored', undefined, /by must be a text/],
    ])('when it is asked for %s', async (_name, decision, options, message) => {
      const id = await open(succeeded('invoice_nobodys'));
      const resolving = webhooks.resolve(id, decision as never, options as never);
      await expect(resolving).rejects.toMatchObject({ code: 'invalid_request' });
      await expect(resolving).rejects.toThrow(message);
      expect(await list('unmatched')).toHaveLength(1);
    });
  });

  it('is decided by one of many who decide at the same instant', async () => {
    await create('A');
    await create('B');
    const id = await open(succeeded('invoice_nobodys'));
    const results = await Promise.allSettled(
      ['A', 'B', 'A', 'B', 'A'].map((orderUuid, i) =>
        webhooks.resolve(id, 'succeeded', { by: `person ${i}`, note: 'mine', orderUuid }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const paid = [await statusOf('A'), await statusOf('B')].filter((status) => status === 'Paid');
    expect(paid).toHaveLength(1);
  });
});
