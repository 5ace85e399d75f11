import { create } from '../sandbox/sandbox.seller.js';
import { DashboardStage } from './dashboard.stage.js';

describe('the faults of the dashboard', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open();
  });
  beforeEach(() => stage.sandbox.reset());
  afterAll(() => stage.close());

  it('are added by one press, stand on every view, and count whom they befall, live', async () => {
    const page = await stage.look('/faults');
    await page.getByText('No fault stands').waitFor();

    await page.getByRole('button', { name: 'Send every webhook twice' }).click();
    await page.getByRole('link', { name: 'One fault stands' }).waitFor();
    await page.getByText('Every one, none befallen yet').waitFor();
    await stage.order('ORDER-1');
    await stage.sandbox.pay('ORDER-1');
    await page.getByText('Every one, 1 befallen').waitFor();
    await stage.sandbox.idle();

    expect(stage.endpoint.events()).toEqual(['payment.succeeded', 'payment.succeeded']);
    await page.getByRole('link', { name: 'Payments', exact: true }).click();
    await page.getByRole('link', { name: 'One fault stands' }).waitFor();
  });

  it('are added by a form that asks only for what the fault takes, and befall', async () => {
    const page = await stage.look('/faults');
    const status = page.getByLabel('HTTP status');
    expect(await status.isVisible()).toBe(false);

    await page.getByLabel('What goes wrong').selectOption('api.status');
    expect(await status.isVisible()).toBe(true);
    expect(await page.locator('.meaning-api-status').isVisible()).toBe(true);
    await status.fill('503');
    await page.getByLabel('How many').fill('2');
    await page.getByText('Only some of them').click();
    await page.getByLabel('Order', { exact: true }).fill('ORDER-7');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.getByRole('heading', { name: 'API call: status 503' }).waitFor();

    expect(await create(stage.sandbox, { order_uuid: 'ORDER-6' })).toMatchObject({
      httpStatus: 200,
    });
    const answer = await fetch(`${stage.sandbox.apiUrl}/payment-request-api`, {
      method: 'POST',
      body: JSON.stringify({ order_uuid: 'ORDER-7' }),
    });
    expect(answer.status).toBe(503);
    await page.getByText('The next one, 1 befallen').waitFor();
  });

  it('that cannot be are refused, beside the field', async () => {
    const page = await stage.look('/faults');
    await page.getByLabel('What goes wrong').selectOption('webhook.delay');
    await page.getByLabel('Later by').fill('soon');
    await page.getByRole('button', { name: 'Add fault' }).click();

    await page.getByText('delayMs must be').waitFor();
    expect(await page.getByLabel('Later by').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('What goes wrong').inputValue()).toBe('webhook.delay');
    expect(stage.sandbox.faults.list()).toEqual([]);
  });

  it('offer a target only what it can suffer', async () => {
    const page = await stage.look('/faults');
    const values = await page
      .getByLabel('What goes wrong')
      .locator('option')
      .evaluateAll((all) => all.map((option) => option.getAttribute('value')));

    expect(values).toContain('checkout.timeout');
    expect(values).not.toContain('checkout.duplicate');
    expect(values).not.toContain('api.wrong_secret');
  });

  it('can be called off one by one, and all at once', async () => {
    stage.sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    stage.sandbox.faults.add({ target: 'api', kind: 'reset' });
    stage.sandbox.faults.add({ target: 'api', kind: 'timeout' });
    const page = await stage.look('/faults');

    await page.getByRole('button', { name: 'Remove API call: reset' }).click();
    await page.getByRole('link', { name: '2 faults stand' }).waitFor();
    await page.getByRole('button', { name: 'Call all off' }).click();
    await page.getByText('No fault stands', { exact: true }).waitFor();

    expect(stage.sandbox.faults.list()).toEqual([]);
  });
});
