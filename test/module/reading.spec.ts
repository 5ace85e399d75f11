import { firstValueFrom, take, toArray } from 'rxjs';
import { declined, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway } from '../support/gateway.js';

describe('OvgcPaymentsService', () => {
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let time = Date.parse('2026-03-01T12:00:00Z');

  beforeEach(async () => {
    gateway = await startGateway();
    app = await startApp({
      baseUrl: gateway.baseUrl,
      options: { currency: 'USD' },
      now: () => time,
    });
  });
  afterEach(async () => {
    await app.close();
    await gateway.close();
  });

  const create = (order: string) => app.payments.createPaymentRequest(request(order));

  it('finds a payment by its order and by its transaction', async () => {
    const payment = await create('FOUND');
    expect(payment).toMatchObject({
      account: 'default',
      currency: 'USD',
      amount: '25.00',
      createdAt: new Date(time),
      expiresAt: new Date(time + 30 * 60_000),
      paidAt: null,
      metadata: { basket: 7 },
    });
    expect(await app.payments.findByOrder('FOUND')).toEqual(payment);
    expect(await app.payments.findByTransaction(payment.transactionId)).toEqual(payment);
    expect(await app.payments.findByOrder('LOST')).toBeNull();
    expect(await app.payments.findByTransaction('invoice_lost')).toBeNull();
  });

  describe('list', () => {
    it('goes through all payments, newest first, page by page, while more are added', async () => {
      for (const order of ['A', 'B', 'C', 'D', 'E']) {
        await create(order);
        // Two share an instant: the cursor must not lose one of them.
        if (order !== 'C') time += 1000;
      }
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await app.payments.list({ limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...page.payments.map(({ orderUuid }) => orderUuid));
        cursor = page.nextCursor;
        time += 1000;
        await create(`LATER-${seen.length}`);
      } while (cursor);
      expect(seen).toEqual(['E', 'D', 'C', 'B', 'A']);
    });

    it('answers those of one status', async () => {
      const { transactionId } = await create('PAID');
      await create('PENDING');
      await app.webhook(succeeded(transactionId));
      const { payments, nextCursor } = await app.payments.list({ status: 'Paid' });
      expect(payments.map(({ orderUuid }) => orderUuid)).toEqual(['PAID']);
      expect(nextCursor).toBeNull();
    });

    it.each([
      [{ limit: 0 }],
      [{ limit: 501 }],
      [{ limit: 1.5 }],
      [{ cursor: 'x' }],
      [{ status: 'paid' as 'Paid' }],
    ])('refuses %j', async (options) => {
      await expect(app.payments.list(options)).rejects.toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('watch', () => {
    it('tells how a payment stands and each change', async () => {
      const { transactionId } = await create('WATCHED');
      const seen = firstValueFrom(app.payments.watch('WATCHED').pipe(take(3), toArray()));
      await app.webhook(declined(transactionId));
      time += 1;
      await app.webhook(succeeded(transactionId));
      expect((await seen).map(({ status }) => status)).toEqual(['Pending', 'Declined', 'Paid']);
    });

    it('ends when the app shuts down, so that an open page does not hold it up', async () => {
      await create('OPEN');
      const seen = firstValueFrom(app.payments.watch('OPEN').pipe(toArray()));
      const waiting = app.payments.waitForOutcome('OPEN').catch((error: unknown) => error);
      await app.close();
      expect(await seen).toHaveLength(1);
      expect(await waiting).toMatchObject({ code: 'wait_timeout' });
    });

    it('fails for an order without a payment', async () => {
      await expect(firstValueFrom(app.payments.watch('NONE'))).rejects.toMatchObject({
        code: 'payment_not_found',
      });
    });
  });

  describe('waitForOutcome', () => {
    it('resolves when the outcome arrives', async () => {
      const { transactionId } = await create('WAITED');
      const outcome = app.payments.waitForOutcome('WAITED');
      await app.webhook(succeeded(transactionId));
      expect(await outcome).toMatchObject({ status: 'Paid', paidAt: new Date(time) });
    });

    it('resolves at once when there is one already', async () => {
      const { transactionId } = await create('ALREADY');
      await app.webhook(declined(transactionId));
      expect(await app.payments.waitForOutcome('ALREADY')).toMatchObject({ status: 'Declined' });
    });

    it('fails when the time is over', async () => {
      await create('TOO-LONG');
      await expect(
        app.payments.waitForOutcome('TOO-LONG', { timeoutMs: 20 }),
      ).rejects.toMatchObject({
        code: 'wait_timeout',
        retryable: true,
      });
    });

    it('fails with the signal’s reason when it is aborted, before or while it waits', async () => {
      await create('ABORTED');
      const reason = new Error('the customer left');
      const abort = new AbortController();
      const outcome = app.payments.waitForOutcome('ABORTED', { signal: abort.signal });
      setTimeout(() => abort.abort(reason), 10);
      await expect(outcome).rejects.toBe(reason);
      await expect(app.payments.waitForOutcome('ABORTED', { signal: abort.signal })).rejects.toBe(
        reason,
      );
    });

    it.each([NaN, -1])('fails at once when it is to wait for %p ms', async (timeoutMs) => {
      await expect(app.payments.waitForOutcome('NONE', { timeoutMs })).rejects.toMatchObject({
        code: 'invalid_request',
        problems: ['timeoutMs must be a number of milliseconds, from 0 on'],
      });
    });

    it('fails for an order without a payment', async () => {
      await expect(app.payments.waitForOutcome('NONE')).rejects.toMatchObject({
        code: 'payment_not_found',
      });
    });
  });
});
