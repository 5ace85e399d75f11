import type { Page } from 'playwright-core';
import { DashboardStage } from './dashboard.stage.js';

describe('the dashboard without JavaScript', () => {
  let stage: DashboardStage;
  let page: Page;

  beforeAll(async () => {
    stage = await DashboardStage.open();
    page = await stage.look('', { javaScriptEnabled: false });
  });
  beforeEach(() => stage.sandbox.reset());
  afterAll(() => stage.close());

  it('offers no button that needs it', async () => {
    await page.goto(stage.at());

    expect(await page.getByText('Waiting for your first call').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Copy .env' }).isVisible()).toBe(false);
  });

  it('shows secrets to who asks', async () => {
    await page.goto(stage.at());
    await page.getByRole('link', { name: 'Show key and secret' }).click();

    expect(await page.getByText(`OVGC_API_KEY=${stage.sandbox.apiKey}`).isVisible()).toBe(true);
  });

  it('searches payments, makes them end, and sends their webhooks again', async () => {
    await stage.order('ORDER-1');
    await stage.order('ORDER-2');
    await page.goto(stage.at('/payments'));
    await page.getByRole('searchbox').fill('ORDER-2');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('tbody th').allTextContents()).toEqual(['ORDER-2']);

    await page.getByRole('link', { name: 'ORDER-2' }).click();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    expect(await page.locator('#done').textContent()).toContain('as if the customer');
    await stage.sandbox.idle();
    await page.reload();
    await page.getByRole('button', { name: 'Resend payment.succeeded' }).click();

    expect(await page.locator('#done').textContent()).toContain('exactly the same bytes');
    expect(stage.endpoint.events()).toEqual(['payment.succeeded', 'payment.succeeded']);
  });

  it('triggers a webhook', async () => {
    await page.goto(stage.at('/webhooks/trigger'));
    await page.getByLabel('Transaction', { exact: true }).fill('invoice_plain');
    await page.getByRole('button', { name: 'Send webhook' }).click();

    expect(await page.getByText('Delivered').isVisible()).toBe(true);
    expect(stage.endpoint.arrivals.at(-1)?.text).toContain('invoice_plain');
  });

  it('asks before a key is rotated, and says that it was', async () => {
    await page.goto(stage.at('/keys'));
    expect(await page.getByRole('button', { name: 'Rotate this key' }).isVisible()).toBe(false);
    await page.locator('summary', { hasText: 'Rotate' }).first().click();
    await page.getByRole('button', { name: 'Rotate this key' }).click();

    expect(await page.locator('#done').textContent()).toContain('API key rotated');
  });

  it('adds a fault, and shows beside the field why another cannot be', async () => {
    await page.goto(stage.at('/faults'));
    await page.getByLabel('What goes wrong').selectOption('api.status');
    await page.getByLabel('HTTP status').fill('200');
    await page.getByRole('button', { name: 'Add fault' }).click();
    expect(await page.locator('#status-problem').textContent()).toContain('from 400 to 599');

    await page.getByLabel('HTTP status').fill('502');
    await page.getByRole('button', { name: 'Add fault' }).click();

    expect(stage.sandbox.faults.list()).toMatchObject([{ kind: 'status', status: 502 }]);
  });

  it('advances the clock, and resets', async () => {
    await page.goto(stage.at('/clock'));
    await page.getByRole('button', { name: '5 minutes' }).click();
    expect(await page.getByRole('link', { name: /The clock is .* ahead/ }).isVisible()).toBe(true);

    await page.getByText('Reset the sandbox').click();
    await page.getByRole('button', { name: 'Reset everything' }).click();

    expect(page.url()).toBe(stage.at('?done=reset'));
    expect(await page.locator('.unusual').count()).toBe(0);
  });
});
