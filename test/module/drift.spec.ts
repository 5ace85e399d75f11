import { createSandbox, DRIFT_VARIANTS, type Sandbox } from 'ovgc-sandbox';
import { request, type RunningApp, startApp } from '../support/app.js';

describe('a gateway whose answers differ from the documentation', () => {
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
  afterEach(() => sandbox.faults.clear());

  // No answer has a `success` that could be missing.
  const variants = DRIFT_VARIANTS.filter((variant) => variant !== 'no_success');

  it.each(variants)('(%s) creates a payment, and tells its status', async (variant) => {
    sandbox.faults.add({ target: 'api', kind: 'drift', variant, probability: 1 });
    const created = await app.payments.createPaymentRequest(request(variant));
    const known = await sandbox.payments.findByOrder(variant);
    expect(created).toMatchObject({ status: 'Pending', transactionId: known?.transactionId });
    expect(new URL(created.url).origin).toBe(new URL(sandbox.apiUrl).origin);
    await sandbox.pay(variant);
    expect(await app.payments.reconcile(variant)).toMatchObject({ status: 'Paid' });
  });

  it.each(variants)('(%s) rejects a payment, which leaves nothing in doubt', async (variant) => {
    sandbox.faults.add({ target: 'api', kind: 'drift', variant, probability: 1 });
    const tiny = { ...request(`tiny-${variant}`), totalAmount: '0.01' };
    await expect(app.payments.createPaymentRequest(tiny)).rejects.toMatchObject({
      code: 'invalid_amount',
      requestState: 'rejected',
    });
    const payment = await app.payments.createPaymentRequest({ ...tiny, totalAmount: '25.00' });
    expect(payment.amount).toBe('25.00');
  });
});
