import { create } from '../sandbox/sandbox.seller.js';
import { DashboardStage } from './dashboard.stage.js';

describe('the faults of the dashboard', () => {
  let stage: DashboardStage;

  beforeAll(async () => {
    stage = await DashboardStage.open();
  });
  beforeEach(() => stage.sandbox.reset());
  afterAll(() => stage.close());

  it('are added with one click, show on every view, and count what they affect, live', async () => {
    const page = await stage.look('/faults');
    await page.getByText('No faults are set').waitFor();

    await page.getByRole('button', { name: 'Send every webhook twice' }).click();
    await page.getByRole('link', { name: '1 fault is set' }).waitFor();
    await page.getByText('Every one, none affected yet').waitFor();
    await stage.order('ORDER-1');
    await stage.sandbox.pay('ORDER-1');
    await page.getByText('Every one, 1 affected').waitFor();
    await stage.sandbox.idle();

    expect(stage.endpoint.events()).toEqual(['payment.succeeded', 'payment.succeeded']);
    await page.getByRole('link', { name: 'Payments', exact: true }).click();
    await page.getByRole('link', { name: '1 fault is set' }).waitFor();
  });

  it('are added by a form that asks only for what the fault needs, and take effect', async () => {
    const page = await stage.look('/faults');
    const status = page.getByLabel('HTTP status');
    expect(await status.isVisible()).toBe(false);

    await page.getByLabel('What goes wrong').selectOption('api.status');
    expect(await status.isVisible()).toBe(true);
    expect(await page.locator('.meanings .when-api.when-status').isVisible()).toBe(true);
    await status.fill('503');
    await page.getByLabel('Count').fill('2');
    await page.getByText('Affect only some').click();
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
    await page.getByText('The next one, 1 affected').waitFor();
  });

  it('that are not possible are refused, beside the field', async () => {
    const page = await stage.look('/faults');
    await page.getByLabel('What goes wrong').selectOption('webhook.delay');
    await page.getByLabel('Delay').fill('soon');
    await page.getByRole('button', { name: 'Add fault' }).click();

    await page.getByText('delayMs must be').waitFor();
    expect(await page.getByLabel('Delay').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('What goes wrong').inputValue()).toBe('webhook.delay');
    expect(stage.sandbox.faults.list()).toEqual([]);
  });

  it('are offered for each target', async () => {
    const page = await stage.look('/faults');
    const values = await page
      .getByLabel('What goes wrong')
      .locator('option')
      .evaluateAll((all) => all.map((option) => option.getAttribute('value')));

    expect(values).toContain('checkout.timeout');
    expect(values).not.toContain('checkout.duplicate');
    expect(values).not.toContain('api.wrong_secret');
  });

  it('can be removed one by one, and all at once', async () => {
    stage.sandbox.faults.add({ target: 'webhook', kind: 'drop' });
    stage.sandbox.faults.add({ target: 'api', kind: 'reset' });
    stage.sandbox.faults.add({ target: 'api', kind: 'timeout' });
    const page = await stage.look('/faults');

    await page.getByRole('button', { name: 'Remove API call: reset' }).click();
    await page.getByRole('link', { name: '2 faults are set' }).waitFor();
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByText('No faults are set', { exact: true }).waitFor();

    expect(stage.sandbox.faults.list()).toEqual([]);
  });
});
