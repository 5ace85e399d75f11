import fc from 'fast-check';
import { OvgcWebhooksService } from 'nestjs-ovgc';
import { eventually, request, type RunningApp, startApp, succeeded } from '../support/app.js';
import { type ScriptedGateway, startGateway, transactionOf } from '../support/gateway.js';
import { RecordingListener } from '../support/handlers.js';
import { logInto } from '../support/log.js';

// Holds rule 6: with a right secret nothing is lost.

/** On a machine that has other things to do. */
const PATIENCE_MS = 20_000;

describe('a flood of webhooks', () => {
  const lines: string[] = [];
  let gateway: ScriptedGateway;
  let app: RunningApp;
  let webhooks: OvgcWebhooksService;
  let startedAt = 0;

  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());
  afterEach(() => app.close());

  async function start(options: Parameters<typeof startApp>[0]['options'] = {}): Promise<void> {
    lines.length = 0;
    app = await startApp({
      baseUrl: gateway.baseUrl,
      options,
      providers: [RecordingListener],
      nest: { logger: logInto(lines) },
    });
    webhooks = app.app.get(OvgcWebhooksService);
    lines.length = 0;
    startedAt = performance.now();
  }
  /** Two kinds of line, one a second of each, however slow the machine is. */
  const mostLines = () => 2 * Math.ceil((performance.now() - startedAt) / 1000) + 4;
  const statuses = async (bodies: readonly object[]) =>
    (await Promise.all(bodies.map((body) => app.webhook(body)))).map(({ status }) => status);
  const strangers = (howMany: number, name = 'stranger') =>
    Array.from({ length: howMany }, (_, i) => succeeded(`invoice_${name}_${i}`));

  it('with wrong secrets is a few lines in the log, with their number, and all of its events', async () => {
    await start();
    const guesses = strangers(300).map((body) => ({ ...body, webhook_secret: 'whsec_guess' }));
    await statuses(guesses);
    const { rejected } = app.app.get(RecordingListener);
    await eventually('all are told', () => rejected.length === 300, PATIENCE_MS);
    const counted = () =>
      lines.reduce((sum, line) => sum + 1 + Number(/\((\d+) more/.exec(line)?.[1] ?? 0), 0);
    await eventually('all are counted', () => counted() === 300, PATIENCE_MS);
    expect(lines.length).toBeLessThan(mostLines());
  });

  it('for unknown transactions is reported one by one, and in a few lines of the log', async () => {
    await start({ unmatchedAfterMs: 0, jobIntervalMs: 50 });
    await statuses(strangers(500));
    const { unmatched } = app.app.get(RecordingListener);
    await eventually('all are told', () => unmatched.length === 500, PATIENCE_MS);
    expect(lines.length).toBeLessThan(mostLines());
  });

  it('with large bodies for unknown transactions is stored in short, and applied all the same', async () => {
    await start();
    const large = { ...succeeded(transactionOf('LARGE')), note: 'x'.repeat(60_000) };
    expect(await statuses([large])).toEqual([200]);
    const { webhooks: stored } = await webhooks.list({ state: 'unmatched' });
    expect(stored[0]?.body.length).toBeLessThan(4096);
    expect(JSON.parse(stored[0]?.body ?? '')).toMatchObject({
      transaction_id: transactionOf('LARGE'),
      payment_status: 'payment.succeeded',
      customer_email: 'customer@example.com',
    });
    expect(await app.payments.createPaymentRequest(request('LARGE'))).toMatchObject({
      status: 'Paid',
    });
  });

  it('with large bodies that say nothing new of unknown transactions is stored in short', async () => {
    await start();
    const { success: _, ...documented } = succeeded('invoice_unknown');
    const pending = { transaction_id: 'invoice_unknown', payment_status: 'pending' };
    const large = { ...documented, ...pending, note: 'x'.repeat(60_000) };
    expect(await statuses([large])).toEqual([200]);
    const { webhooks: stored } = await webhooks.list({ state: 'applied' });
    expect(JSON.parse(stored[0]?.body ?? '')).toMatchObject(pending);
    expect(stored[0]?.body.length).toBeLessThan(4096);
  });

  it('with large bodies for known payments is stored as a whole', async () => {
    await start();
    const { transactionId } = await app.payments.createPaymentRequest(request('WHOLE'));
    await statuses([{ ...succeeded(transactionId), note: 'x'.repeat(60_000) }]);
    const { webhooks: stored } = await webhooks.list({ state: 'applied' });
    expect(stored[0]?.body.length).toBeGreaterThan(60_000);
  });

  describe('beyond maxOpenWebhooks', () => {
    it('is answered 503 and reported, while known payments are served', async () => {
      await start({ maxOpenWebhooks: 3 });
      expect(await statuses(strangers(3))).toEqual([200, 200, 200]);
      const odd = { ...succeeded('invoice_odd'), success: false };
      expect(await statuses([succeeded('invoice_more'), odd])).toEqual([503, 503]);
      const { rejected } = app.app.get(RecordingListener);
      await eventually('it is told', () => rejected.length === 2);
      expect(rejected[0]).toMatchObject({ reason: 'too_many_open' });
      expect(rejected[0]?.detail).toMatch(/3 webhooks wait .*OvgcWebhooksService\.resolve/);
      expect(await webhooks.counts()).toEqual({ unmatched: 3, unrecognised: 0 });
      // Copies of what is stored, and what belongs to a payment, change nothing about it.
      const { transactionId } = await app.payments.createPaymentRequest(request('KNOWN'));
      expect(await statuses([...strangers(3), succeeded(transactionId)])).toEqual([
        200, 200, 200, 200,
      ]);
      expect(await app.payments.findByOrder('KNOWN')).toMatchObject({ status: 'Paid' });
    });

    it('is taken again once a person has resolved one', async () => {
      await start({ maxOpenWebhooks: 1 });
      await statuses(strangers(1));
      expect(await statuses([succeeded('invoice_more')])).toEqual([503]);
      const [open] = (await webhooks.list({ state: 'unmatched' })).webhooks;
      await webhooks.resolve(open?.id ?? '', 'ignored', {
        by: 'ada',
        note: 'none of ours',
        force: true,
      });
      expect(await statuses([succeeded('invoice_more')])).toEqual([200]);
    });

    it('stores exactly what is answered 200, whatever comes at the same instant', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 5 }),
          fc.array(fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 20 }), { maxLength: 3 }),
          async (maxOpenWebhooks, batches) => {
            await start({ maxOpenWebhooks });
            const acknowledged = new Set<string>();
            const refused = new Set<string>();
            for (const batch of batches) {
              const ids = batch.map((i) => `invoice_${i}`);
              const answers = await statuses(ids.map((id) => succeeded(id)));
              ids.forEach((id, i) => (answers[i] === 200 ? acknowledged : refused).add(id));
            }
            const { webhooks: stored } = await webhooks.list({ state: 'unmatched', limit: 500 });
            const storedIds = stored.map(({ transactionId }) => transactionId ?? '');
            expect(storedIds.toSorted()).toEqual([...acknowledged].toSorted());
            const all = new Set([...acknowledged, ...refused]);
            expect(acknowledged.size).toBe(Math.min(maxOpenWebhooks, all.size));
            await app.close();
          },
        ),
        { numRuns: 25 },
      );
      await start();
    });
  });
});
