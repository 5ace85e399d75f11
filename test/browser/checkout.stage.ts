import { randomUUID } from 'node:crypto';
import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { CheckoutShop } from './checkout.shop.js';

/** A payment that a shop has asked for. */
export interface StagedPayment {
  readonly transactionId: string;
  /** The checkout URL. */
  readonly url: string;
}

/** What a customer types; by default a card that is paid with. */
export interface TypedCard {
  readonly number?: string;
  readonly expiry?: string;
  readonly code?: string;
  readonly name?: string;
}

const GOOD_CARD = { number: '4242424242424242', expiry: '12/34', code: '123', name: 'Ada King' };

/** What a checkout takes place between: a sandbox, a shop and a browser. */
export class CheckoutStage {
  private constructor(
    readonly sandbox: Sandbox,
    readonly shop: CheckoutShop,
    private readonly browser: Browser,
  ) {}

  static async open(options: Parameters<typeof createSandbox>[0] = {}): Promise<CheckoutStage> {
    const browser = await launchBrowser();
    const shop = await CheckoutShop.open();
    const sandbox = await createSandbox({ webhookUrl: shop.webhookUrl, ...options });
    return new CheckoutStage(sandbox, shop, browser);
  }

  /** Asks for a payment as a shop does, and as the gateway's own example does. */
  async newPayment(change: Record<string, unknown> = {}): Promise<StagedPayment> {
    const response = await fetch(`${this.sandbox.apiUrl}/payment-request-api`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        api_key: this.sandbox.apiKey,
        order_uuid: randomUUID(),
        total_amount: 25.0,
        product_title: 'Premium Plan',
        email: 'customer@example.com',
        success_url: this.shop.successUrl,
        cancel_url: this.shop.cancelUrl,
        ...change,
      }),
    });
    const body = (await response.json()) as { transaction_id?: string; url?: string };
    if (body.transaction_id === undefined || body.url === undefined) {
      throw new Error(`The sandbox refused the payment: ${JSON.stringify(body)}`);
    }
    return { transactionId: body.transaction_id, url: body.url };
  }

  /** A page of a browser without history or cookies. */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }

  /** A page that shows the checkout of a new payment. */
  async newCheckout(options: BrowserContextOptions = {}): Promise<StagedPayment & { page: Page }> {
    const payment = await this.newPayment();
    const page = await this.newPage(options);
    await page.goto(payment.url);
    return { ...payment, page };
  }

  /** Sends the card form without a browser, and follows nothing. */
  post(url: string, card: TypedCard = {}): Promise<Response> {
    return fetch(`${url}/pay`, {
      method: 'POST',
      body: new URLSearchParams({ ...GOOD_CARD, ...card }),
      redirect: 'manual',
    });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.sandbox.close();
    await this.shop.close();
  }
}

/** Types a card into the form. */
export async function typeCard(page: Page, card: TypedCard = {}): Promise<void> {
  const { number, expiry, code, name } = { ...GOOD_CARD, ...card };
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel('Expiry date').fill(expiry);
  await page.getByLabel('Security code').fill(code);
  await page.getByLabel('Name on card').fill(name);
}

/** Presses the button that pays. */
export function pressPay(page: Page): Promise<void> {
  return page.getByRole('button', { name: /^Pay / }).click();
}
