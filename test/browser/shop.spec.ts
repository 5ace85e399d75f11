import { createSandbox, TEST_CARDS, type Sandbox } from 'ovgc-sandbox';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityProblems } from '../support/accessibility.js';
import { launchBrowser } from '../support/browser.js';
import { getJson, startShop, type RunningShop } from '../support/shop.js';

const PAID = TEST_CARDS.visa.number;
const DECLINED = TEST_CARDS.declined.number;

let browser: Browser;
let sandbox: Sandbox;
let shop: RunningShop;
let webhookUrl: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), createSandbox()]);
  shop = await startShop({
    baseUrl: sandbox.apiUrl,
    apiKey: sandbox.apiKey,
    webhookSecret: sandbox.webhookSecret,
    // One clock for both, so that it can be turned past the window.
    sandboxUrl: sandbox.url,
  });
  webhookUrl = `${shop.url}/webhooks/ovgc`;
});
beforeEach(() => sandbox.setWebhookUrl(webhookUrl));
afterAll(async () => {
  await browser.close();
  await shop.close();
  await sandbox.close();
});

describe('buying a print', () => {
  it('ends on the page of the order, which turns paid by itself', async () => {
    // The webhook stays out, so that the customer is back before it.
    sandbox.setWebhookUrl(null);
    await using page = await open('/');
    await buy(page, 'Tide Tables');
    expect(await page.getByText('$19.99').first().isVisible()).toBe(true);
    await pay(page, PAID);

    await heading(page, 'Waiting for your payment');
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    expect(await shop.show(orderOn(page))).toMatchObject({ status: 'Pending', fulfilments: 0 });

    sandbox.setWebhookUrl(webhookUrl);
    const [webhook] = await sandbox.webhooks();
    await sandbox.resend(webhook?.id ?? '');
    await heading(page, 'Paid. Thank you!');
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true);
    expect(await page.title()).toContain('Paid');
    expect(await shop.show(orderOn(page))).toMatchObject({ status: 'Paid', fulfilments: 1 });
  });

  it('is fulfilled once, though twenty copies of the webhook come at once', async () => {
    await using page = await open('/');
    await buy(page, 'Night Heron');
    await pay(page, PAID);
    await heading(page, 'Paid. Thank you!');

    const { transactionId } = await shop.show(orderOn(page));
    const log = await sandbox.webhooks();
    const sent = log.find((entry) => entry.transactionId === transactionId);
    const copies = await Promise.all(
      Array.from({ length: 20 }, () => sandbox.resend(sent?.id ?? '')),
    );
    expect(copies).toHaveLength(20);
    expect(await shop.show(orderOn(page))).toMatchObject({ status: 'Paid', fulfilments: 1 });
  });

  it('can be tried again after a decline, as a new order', async () => {
    await using page = await open('/');
    await buy(page, 'Night Heron');
    await pay(page, DECLINED);
    await heading(page, 'The payment did not go through');
    const declined = orderOn(page);

    await page.getByRole('button', { name: 'Try again' }).click();
    await pay(page, PAID);
    await heading(page, 'Paid. Thank you!');
    expect(orderOn(page)).not.toBe(declined);

    await page.getByRole('link', { name: declined }).click();
    await heading(page, 'The payment did not go through');
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await page.getByRole('link', { name: 'See the new order' }).click();
    await heading(page, 'Paid. Thank you!');
  });

  it('is paid by a second card on the page that is still open', async () => {
    await using page = await open('/');
    await buy(page, 'Night Heron');
    const checkout = page.url();
    await pay(page, DECLINED);
    await heading(page, 'The payment did not go through');
    const order = orderOn(page);

    await page.goto(checkout);
    await pay(page, PAID);
    await heading(page, 'Paid. Thank you!');
    expect(orderOn(page)).toBe(order);
    expect(await shop.show(order)).toMatchObject({ status: 'Paid', fulfilments: 1 });
  });

  it('can be cancelled, and tried again', async () => {
    await using page = await open('/');
    await buy(page, 'Night Heron');
    await page.getByRole('button', { name: /^Cancel/ }).click();
    await heading(page, 'The payment did not go through');
    const cancelled = orderOn(page);
    expect(await shop.show(cancelled)).toMatchObject({ status: 'Declined', fulfilments: 0 });
    expect(await page.getByText('or you cancelled on the payment page').isVisible()).toBe(true);
    // Its payment page has closed.
    expect(await page.getByRole('link', { name: /payment page/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Try again' }).click();
    await pay(page, PAID);
    await heading(page, 'Paid. Thank you!');
    expect(orderOn(page)).not.toBe(cancelled);
  });

  it('says that it is not paid yet to who came back with nothing decided', async () => {
    const { orderUuid } = await shop.order();
    await using page = await open(`/orders/${orderUuid}?cancelled`);
    await heading(page, 'Not paid yet');
    await page.getByRole('link', { name: 'Back to the payment page' }).click();
    await pay(page, PAID);
    await heading(page, 'Paid. Thank you!');
    expect(orderOn(page)).toBe(orderUuid);
  });

  it('expires with the window, on the page that waits for it', async () => {
    const { orderUuid } = await shop.order();
    await using page = await open(`/orders/${orderUuid}`);
    await heading(page, 'Waiting for your payment');
    await sandbox.clock.advance('31m');
    await heading(page, 'The time to pay ran out');
    expect(await page.getByRole('link', { name: /payment page/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
    expect(await shop.show(orderUuid)).toMatchObject({ status: 'Expired', fulfilments: 0 });
  });
});

describe('without JavaScript', () => {
  it('a print is bought, and its order’s page turns paid all the same', async () => {
    sandbox.setWebhookUrl(null);
    await using page = await open('/', { javaScriptEnabled: false });
    await buy(page, 'Allotment Almanac');
    await pay(page, PAID);
    await heading(page, 'Waiting for your payment');

    sandbox.setWebhookUrl(webhookUrl);
    const [webhook] = await sandbox.webhooks();
    await sandbox.resend(webhook?.id ?? '');
    await heading(page, 'Paid. Thank you!');
    expect(await shop.show(orderOn(page))).toMatchObject({ status: 'Paid', fulfilments: 1 });
  });

  it('the form says what is wrong, and keeps what was entered', async () => {
    await using page = await open('/', { javaScriptEnabled: false });
    await page.getByText('Tide Tables', { exact: true }).click();
    await page.getByLabel('Your e-mail').fill('ada@localhost');
    await page.getByRole('button', { name: 'Buy' }).click();
    expect(await page.getByText('Enter an e-mail address').isVisible()).toBe(true);
    expect(await page.getByLabel('Your e-mail').inputValue()).toBe('ada@localhost');
    expect(await page.getByRole('radio', { name: /Tide Tables/ }).isChecked()).toBe(true);
  });
});

describe('the order box', () => {
  it.each([true, false])('shows the chosen print and the total, scripts: %s', async (scripts) => {
    await using page = await open('/', { javaScriptEnabled: scripts });
    const products = await getJson<{ title: string; amount: number }[]>(`${shop.url}/products`);
    expect(products.length).toBeGreaterThan(1);
    for (const { title, amount } of products) {
      await page.getByRole('radio', { name: title }).check();
      const shown = await page.locator('.till dd:visible').allInnerTexts();
      expect(shown).toEqual([`1 × ${title}`, `$${amount.toFixed(2)}`]);
    }
  });

  it('shows what was chosen before the form was refused', async () => {
    await using page = await open('/', { javaScriptEnabled: false });
    await page.getByRole('radio', { name: 'Tide Tables' }).check();
    await page.getByLabel('Your e-mail').fill('ada@localhost');
    await page.getByRole('button', { name: 'Buy' }).click();
    await page.getByText('Enter an e-mail address').waitFor();
    expect(await page.locator('.till dd:visible').allInnerTexts()).toContain('1 × Tide Tables');
  });
});

describe('the pages of the shop', () => {
  it('can be used with the keyboard alone', async () => {
    await using page = await open('/');
    await page.getByRole('radio', { name: /Night Heron/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ada@example.com');
    await page.keyboard.press('Enter');
    await page.getByLabel('Card number').waitFor();
    expect(await page.getByText('Tide Tables').first().isVisible()).toBe(true);
  });

  it('are accessible, light and dark, and fit a small screen', async () => {
    await using page = await open('/', { viewport: { width: 320, height: 640 } });
    for (const path of await everyPage()) {
      await page.goto(shop.url + path);
      expect({ path, problems: await accessibilityProblems(page) }).toEqual({ path, problems: [] });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect({ path, sideways: Math.max(0, sideways) }).toEqual({ path, sideways: 0 });
    }
  });

  it('break none of their own rules', async () => {
    await using page = await open('/');
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.reload();
    await buy(page, 'Night Heron');
    await pay(page, PAID);
    await heading(page, 'Paid. Thank you!');
    await page.getByRole('link', { name: 'Orders' }).click();
    await heading(page, 'Orders');
    expect(complaints).toEqual([]);
  });
});

/** One page for each state that there is. */
async function everyPage(): Promise<string[]> {
  const expired = await shop.order();
  await sandbox.clock.advance('31m');
  await shop.until(expired.orderUuid, 'Expired');

  const declined = await shop.order();
  await sandbox.pay(declined.orderUuid, TEST_CARDS.declined);
  await shop.until(declined.orderUuid, 'Declined');

  const paid = await shop.order();
  await sandbox.pay(paid.orderUuid);
  await shop.until(paid.orderUuid, 'Paid');

  const pending = await shop.order();
  const orders = [expired, declined, paid, pending];
  return ['/', '/orders', '/nowhere', ...orders.map(({ orderUuid }) => `/orders/${orderUuid}`)];
}

async function open(
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page & AsyncDisposable> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(shop.url + path);
  return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() });
}

async function buy(page: Page, title: string): Promise<void> {
  await page.getByText(title, { exact: true }).click();
  await page.getByLabel('Your e-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.getByLabel('Card number').waitFor();
}

/** Fills in the hosted page, and comes back by it. */
async function pay(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry').fill('12/34');
  await page.getByLabel('Security code').fill('123');
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL(`${shop.url}/orders/**`);
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

function orderOn(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
