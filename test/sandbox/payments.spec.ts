import type { Payment, PaymentFilter, Sandbox } from 'ovgc-sandbox';
import { createSandbox, SandboxNotFoundError, SandboxRequestError, TEST_CARDS } from 'ovgc-sandbox';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { control, create, newPayment } from './sandbox.seller.js';

let sandbox: Sandbox;
let endpoint: Endpoint;

beforeEach(async () => {
  endpoint = await openEndpoint();
  sandbox = await createSandbox({ webhookUrl: endpoint.url });
});
afterEach(async () => {
  await sandbox.close();
  await endpoint.close();
});

const orders = async (filter?: PaymentFilter) =>
  (await sandbox.payments.list(filter)).map(({ orderUuid }) => orderUuid);

describe('the list of payments', () => {
  it('has the newest first', async () => {
    for (const order of ['A', 'B', 'C']) await newPayment(sandbox, order);
    expect(await orders()).toEqual(['C', 'B', 'A']);
    expect(await orders({ limit: 2 })).toEqual(['C', 'B']);
  });

  it('goes on after a payment', async () => {
    const made = [];
    for (const order of ['A', 'B', 'C']) made.push(await newPayment(sandbox, order));
    expect(await orders({ after: made[1]?.transactionId })).toEqual(['A']);
    expect(await orders({ after: 'invoice_nobody' })).toEqual([]);
  });

  it('finds by status, by the clock of now', async () => {
    for (const order of ['A', 'B', 'C']) await newPayment(sandbox, order);
    await sandbox.pay('B');
    await sandbox.pay('C', TEST_CARDS.declined);
    expect(await orders({ status: 'Pending' })).toEqual(['A']);
    expect(await orders({ status: 'Paid' })).toEqual(['B']);
    expect(await orders({ status: 'Declined' })).toEqual(['C']);
    await sandbox.clock.advance('31m');
    expect(await orders({ status: 'Expired' })).toEqual(['A']);
  });

  it.each([
    ['ORDER-7', ['ORDER-7']],
    ['order-7', ['ORDER-7']],
    ['jane@', ['ORDER-7']],
    ['Doe', ['ORDER-8', 'ORDER-7']],
    ['100%', ['ORDER-8']],
    ['19.9', ['ORDER-7']],
    ['19_9', []],
    ['\\', []],
  ])('finds by a part of what a payment says: %s', async (search, found) => {
    await create(sandbox, {
      order_uuid: 'ORDER-7',
      email: 'jane@shop.test',
      total_amount: 19.9,
    });
    await create(sandbox, { order_uuid: 'ORDER-8', product_title: 'Wool, 100% soft' });
    expect(await orders({ search })).toEqual(found);
  });

  it('finds by seller', async () => {
    const acme = await sandbox.sellers.create({ name: 'Acme' });
    await newPayment(sandbox, 'A');
    await create(sandbox, { order_uuid: 'B', api_key: acme.apiKeys[0]?.key });
    expect(await orders({ sellerId: acme.id })).toEqual(['B']);
    expect(await orders({ sellerId: 'default' })).toEqual(['A']);
  });

  it.each([
    [{ limit: 0 }, /^limit must be a whole number from 1 to 1000/],
    [{ limit: 1.5 }, /^limit must be/],
    [{ status: 'paid' }, /^status must be one of Pending, Paid, Declined, Expired/],
    [{ search: '' }, /^search must be a text of 1 to 255/],
    [{ page: 2 }, /^page is not a known field; the fields are .*after/],
  ])('is refused with %j', async (filter, message) => {
    const listed = sandbox.payments.list(filter as PaymentFilter);
    await expect(listed).rejects.toThrow(SandboxRequestError);
    await expect(listed).rejects.toThrow(message);
  });

  it('is read through the control API', async () => {
    for (const order of ['A', 'B']) await newPayment(sandbox, order);
    const { status, body } = await control(
      sandbox,
      'GET',
      'payments?search=a&limit=5&status=Pending',
    );
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(await sandbox.payments.list({ search: 'A' }))));
    expect(await control(sandbox, 'GET', 'payments?limit=many')).toEqual({
      status: 400,
      body: { error: 'limit must be a whole number from 1 to 1000.' },
    });
  });
});

describe('the timeline of a payment', () => {
  const told = async (reference: string) =>
    (await sandbox.payments.timeline(reference)).map((entry) => {
      if (entry.kind === 'changed') return `${entry.status} ${entry.declineReason ?? ''}`.trim();
      return entry.kind === 'webhook' ? entry.webhook.event : entry.kind;
    });

  it('begins with its creation', async () => {
    const { transactionId } = await newPayment(sandbox);
    const payment = (await sandbox.payments.findByTransaction(transactionId)) as Payment;
    expect(await sandbox.payments.timeline(transactionId)).toEqual([
      { kind: 'created', at: payment.createdAt },
    ]);
  });

  it('has each change, also a second decline, and each webhook behind its cause', async () => {
    const { url } = await newPayment(sandbox);
    await sandbox.pay(url, TEST_CARDS.insufficientFunds);
    await sandbox.pay(url, TEST_CARDS.lost);
    await sandbox.pay(url);
    await sandbox.idle();
    expect(await told(url)).toEqual([
      'created',
      'Declined insufficient_funds',
      'payment.declined',
      'Declined lost_card',
      'Paid',
      'payment.succeeded',
    ]);
  });

  it('has the end of the window at its time, not when it was noticed', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.clock.advance('2h');
    const payment = await sandbox.payments.findByTransaction(transactionId);
    expect(await sandbox.payments.timeline('ORDER-2026-0001')).toMatchObject([
      { kind: 'created' },
      { kind: 'changed', status: 'Expired', at: payment?.expiresAt },
      { kind: 'webhook', webhook: { event: 'payment.declined', state: 'delivered' } },
    ]);
  });

  it('has the triggers of its transaction', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.trigger({ event: 'payment.succeeded', transactionId });
    expect(await told(transactionId)).toEqual(['created', 'payment.succeeded']);
  });

  it('is read with the payment through the control API', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(transactionId);
    await sandbox.idle();
    const { body } = await control(sandbox, 'GET', `payments/${transactionId}`);
    expect(body).toMatchObject({
      transactionId,
      status: 'Paid',
      card: { lastFour: '4242' },
      timeline: [{ kind: 'created' }, { kind: 'changed', status: 'Paid' }, { kind: 'webhook' }],
    });
    expect((await control(sandbox, 'GET', 'payments/ORDER-2026-0001')).body).toEqual(body);
    expect(await control(sandbox, 'GET', 'payments/nothing')).toMatchObject({ status: 404 });
  });

  it('is forgotten with the payment by a reset', async () => {
    const { transactionId } = await newPayment(sandbox);
    await sandbox.pay(transactionId);
    await sandbox.reset();
    await expect(sandbox.payments.timeline(transactionId)).rejects.toThrow(SandboxNotFoundError);
  });
});
