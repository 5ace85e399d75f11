import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { Browser, Page } from 'playwright-core';
import { accessibilityProblems } from '../support/accessibility.js';
import { launchBrowser } from '../support/browser.js';

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([createSandbox(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.close();
});

/** The page of the reference, with what the browser complained of and what it asked of other sites. */
async function open(viewport: {
  width: number;
  height: number;
}): Promise<{ page: Page; complaints: string[]; foreign: string[] }> {
  const page = await browser.newPage({ viewport });
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(sandbox.url) && !url.startsWith('data:')) foreign.push(url);
  });
  await page.goto(`${sandbox.url}/docs`);
  await page.getByText('Create a payment').waitFor();
  return { page, complaints, foreign };
}

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 812 };

describe('the page of the API reference', () => {
  it('is drawn from the sandbox alone, under its content security policy', async () => {
    const { page, complaints, foreign } = await open(DESKTOP);
    expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] });
    expect(await page.title()).toContain('ovgc-sandbox');
    await page.close();
  });

  it('makes the first payment at the press of a button', async () => {
    const { page } = await open(DESKTOP);
    await page.getByText('Create a payment').click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page
      .getByText(/"transaction_id": ?"invoice_/)
      .first()
      .waitFor();
    expect(await sandbox.payments.findByOrder('ORDER-2026-0001')).toMatchObject({
      amount: '25.00',
    });
    await page.close();
  });

  it('has no accessibility violations, light or dark', async () => {
    const context = await browser.newContext({ viewport: DESKTOP });
    const page = await context.newPage();
    await page.goto(`${sandbox.url}/docs`);
    await page.getByText('Create a payment').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByText('Create a payment').click();
    await page.getByRole('button', { name: 'Execute' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await context.close();
  }, 120_000);

  it('fits on a phone', async () => {
    const { page } = await open(PHONE);
    await page.getByText('Create a payment').click();
    await page.getByRole('button', { name: 'Execute' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await page.close();
  });

  it('is one step away from the dashboard, there and back', async () => {
    const { page } = await open(DESKTOP);
    await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
    await page.getByRole('link', { name: 'API reference' }).click();
    expect(await page.getByText('Create a payment').innerText()).toBe('Create a payment');
    await page.close();
  });
});
