import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { DashboardStage } from './dashboard.stage.js';

const SECRETS = { apiKey: 'key-of-the-first-steps', webhookSecret: 'secret-of-the-first-steps' };

describe('the first steps', () => {
  let stage: DashboardStage;
  let page: Page;

  beforeEach(async () => {
    stage = await DashboardStage.open(SECRETS);
    page = await stage.look('', { permissions: ['clipboard-read', 'clipboard-write'] });
  });
  afterEach(() => stage.close());

  const copied = async (button: string) => {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('button', { name: button }).getByText('Copied').waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const doneSteps = () =>
    page.locator('.step-done h2').evaluateAll((all) => all.map(({ textContent }) => textContent));

  it('are where the address of the sandbox leads', async () => {
    await page.goto(stage.sandbox.url);

    expect(page.url()).toBe(stage.at());
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Take your first payment',
    );
  });

  it('hand over a .env that is ready to be pasted, with what the page does not show', async () => {
    expect(await page.content()).not.toContain(SECRETS.apiKey);
    expect(await page.content()).not.toContain(SECRETS.webhookSecret);

    expect(await copied('Copy .env')).toBe(
      [
        `OVGC_BASE_URL=${stage.sandbox.apiUrl}`,
        `OVGC_API_KEY=${SECRETS.apiKey}`,
        `OVGC_WEBHOOK_SECRET=${SECRETS.webhookSecret}`,
        '',
      ].join('\n'),
    );
    expect(await page.content()).not.toContain(SECRETS.apiKey);
  });

  it('show key and secret to who asks for them', async () => {
    await page.getByRole('link', { name: 'Show key and secret' }).click();
    await page.getByText(`OVGC_API_KEY=${SECRETS.apiKey}`).waitFor();

    await page.getByRole('link', { name: 'Hide key and secret' }).click();
    await page.getByRole('link', { name: 'Show key and secret' }).waitFor();
    expect(await page.content()).not.toContain(SECRETS.apiKey);
  });

  it('lead from the line for the terminal to the webhook, and turn by themselves', async () => {
    await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'));
    await page.getByText('Waiting for your first call').waitFor();
    expect(await doneSteps()).toEqual([]);

    const line = await copied('Copy curl');
    await promisify(execFile)('sh', ['-c', line]);
    await page.getByRole('link', { name: '$25.00 for ORDER-0001' }).waitFor();
    expect(await page.getByText('Waiting for your first call').count()).toBe(0);
    expect(await doneSteps()).toHaveLength(2);
    const checkout = await page.getByRole('link', { name: 'Open checkout' }).getAttribute('href');

    await stage.sandbox.pay(`${stage.sandbox.url}${checkout}`);
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

    expect(await page.getAttribute('body', 'data-loaded')).toBe('once');
    expect(stage.endpoint.events()).toEqual(['payment.succeeded']);
  });

  it('ask for an endpoint where there is none, and say what is wrong with it', async () => {
    stage.sandbox.setWebhookUrl(null);
    await page.reload();
    await page.getByLabel('Your endpoint').fill('ftp://nowhere');
    await page.getByRole('button', { name: 'Save endpoint' }).click();
    await page.getByText('give an http(s) address').waitFor();

    await page.getByRole('textbox', { name: 'URL' }).fill(stage.endpoint.url);
    await page.getByRole('button', { name: 'Save endpoint' }).click();
    await page.locator('#done', { hasText: 'Endpoint saved' }).waitFor();

    await page.goto(stage.at());
    expect(await page.getByText(stage.endpoint.url).isVisible()).toBe(true);
  });
});
