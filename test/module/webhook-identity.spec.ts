import { OvgcWebhooksService, type StoredWebhook } from 'nestjs-ovgc';
import { request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { json, type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';

// Holds rule 5: a webhook for a transaction not known yet.

describe('a webhook that names its payment', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;

  beforeEach(async () => {
    gateway = await startGateway();
    app = await startApp({ baseUrl: gateway.baseUrl });
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  const statusOf = async (order: string) => (await app.payments.findByOrder(order))?.status;
  const create = (order: string) => app.payments.createPaymentRequest(request(order));
  const createWithoutAnswer = async (order: string) => {
    gateway.next(json(500, { status: false, error: 'Internal server error' }));
    await expect(create(order)).rejects.toThrow(/500/);
  };
  /** A success that names its payment by these fields alone. */
  const post = (fields: Record<string, unknown>) => {
    const { transaction_id: _, ...body } = succeeded('');
    return app.webhook({ ...body, ...fields });
  };
  const stored = async (state: StoredWebhook['state']) => {
    const webhooks = app.app.get(OvgcWebhooksService, { strict: false });
    return (await webhooks.list({ state })).webhooks;
  };

  it.each(['invoice_id', 'invoice', 'payment_id', 'id'])('by %s is applied', async (field) => {
    const { transactionId } = await create('A');
    expect((await post({ [field]: transactionId })).status).toBe(200);
    expect(await statusOf('A')).toBe('Paid');
    expect(await stored('applied')).toMatchObject([{ transactionId, outcome: 'succeeded' }]);
  });

  it('by its order alone is applied', async () => {
    await create('A');
    await post({ order_uuid: 'A' });
    expect(await statusOf('A')).toBe('Paid');
  });

  it('with spaces around its transaction is applied', async () => {
    const { transactionId } = await create('A');
    await post({ transaction_id: `  ${transactionId} ` });
    expect(await statusOf('A')).toBe('Paid');
  });

  it.each(['transaction_id', 'invoice', 'id'])(
    'by %s before the answer of the gateway is applied with the answer, once',
    async (field) => {
      const name = { [field]: transactionOf('A') };
      await post(name);
      await post(name);
      expect(await stored('unmatched')).toHaveLength(1);
      expect(await create('A')).toMatchObject({ status: 'Paid' });
      expect(await stored('unmatched')).toEqual([]);
    },
  );

  it.each(['order_uuid', 'both'])(
    'by %s before the answer has copies after it, in each of its names, which change nothing',
    async (named) => {
      await createWithoutAnswer('A');
      const byOrder = { order_uuid: 'A' };
      const byTransaction = { transaction_id: transactionOf('A') };
      const decline = { payment_status: 'payment.declined', success: false };
      await post({ ...decline, ...byOrder });
      if (named === 'both') await post({ ...decline, ...byTransaction });
      expect(await create('A')).toMatchObject({ status: 'Declined' });
      await post(byTransaction);
      const before = await stored('applied');
      await post({ ...decline, ...byOrder });
      await post({ ...decline, ...byTransaction });
      expect(await stored('applied')).toEqual(before);
      expect(await app.payments.counts()).toMatchObject({ conflicted: 0 });
    },
  );

  it('by an order that waits for its answer is applied with the answer', async () => {
    await createWithoutAnswer('A');
    await post({ order_uuid: 'A' });
    expect(await stored('unmatched')).toHaveLength(1);
    expect(await create('A')).toMatchObject({ status: 'Paid' });
  });

  it('by its order is no copy of one that shares another id', async () => {
    await createWithoutAnswer('A');
    await createWithoutAnswer('B');
    await post({ id: 'shared', order_uuid: 'A' });
    await post({ id: 'shared', order_uuid: 'B' });
    expect(await create('A')).toMatchObject({ status: 'Paid' });
    expect(await create('B')).toMatchObject({ status: 'Paid' });
  });

  it('by a transaction, and an order that waits for its answer, waits for that transaction', async () => {
    await createWithoutAnswer('A');
    await post({ transaction_id: 'invoice_of_nobody', order_uuid: 'A' });
    await post({ transaction_id: transactionOf('A'), order_uuid: 'A' });
    expect(await create('A')).toMatchObject({ status: 'Paid' });
    expect(await stored('unmatched')).toMatchObject([{ transactionId: 'invoice_of_nobody' }]);
  });

  it.each<[string, (a: string, b: string) => Record<string, unknown>]>([
    ['two transactions', (a, b) => ({ transaction_id: a, data: { transaction_id: b } })],
    ['its transaction and the id of another payment', (a, b) => ({ transaction_id: a, id: b })],
    ['its transaction and another order', (a) => ({ transaction_id: a, order_uuid: 'B' })],
    ['an unknown transaction and the id of a payment', (a) => ({ transaction_id: 'x', id: a })],
    ['an unknown transaction and an order', () => ({ transaction_id: 'x', order_uuid: 'A' })],
  ])('by %s moves nothing, and is unrecognised', async (_, fieldsOf) => {
    const a = await create('A');
    const b = await create('B');
    await post(fieldsOf(a.transactionId, b.transactionId));
    expect([await statusOf('A'), await statusOf('B')]).toEqual(['Pending', 'Pending']);
    expect(await stored('unrecognised')).toMatchObject([{ reason: 'contradictory' }]);
  });

  it('beside ids that the ledger does not know is applied', async () => {
    const { transactionId } = await create('A');
    await post({ transaction_id: transactionId, id: 'evt_1', order_uuid: 'order of nobody' });
    expect(await statusOf('A')).toBe('Paid');
  });

  it('in none of these ways is stored, and moves nothing', async () => {
    await create('A');
    expect((await post({ reference: 'A' })).status).toBe(200);
    expect(await statusOf('A')).toBe('Pending');
    expect(await stored('unrecognised')).toMatchObject([{ reason: 'unidentified' }]);
  });
});
