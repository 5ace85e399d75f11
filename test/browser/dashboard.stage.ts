import type { CreateSandboxOptions, Sandbox } from 'ovgc-sandbox';
import { createSandbox } from 'ovgc-sandbox';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Endpoint } from '../sandbox/sandbox.endpoint.js';
import { openEndpoint } from '../sandbox/sandbox.endpoint.js';
import { create } from '../sandbox/sandbox.seller.js';
import { launchBrowser } from '../support/browser.js';

/** What the dashboard is looked at with: a sandbox, a shop's endpoint and a browser. */
export class DashboardStage {
  /** What browsers complained of, by the page that they were on. */
  readonly complaints: string[] = [];

  private constructor(
    readonly sandbox: Sandbox,
    readonly endpoint: Endpoint,
    private readonly browser: Browser,
  ) {}

  /** @param options for the sandbox; its webhooks go to the stage's endpoint unless they say otherwise. */
  static async open(
    options: CreateSandboxOptions = {},
    answer?: Parameters<typeof openEndpoint>[0],
  ): Promise<DashboardStage> {
    const endpoint = await openEndpoint(answer);
    const sandbox = await createSandbox({ webhookUrl: endpoint.url, ...options });
    return new DashboardStage(sandbox, endpoint, await launchBrowser());
  }

  /** The address of a view. */
  at(view = ''): string {
    return `${this.sandbox.url}/dashboard${view}`;
  }

  /** A page of a browser without history or cookies, which shows a view. */
  async look(view = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto(this.at(view));
    return page;
  }

  /** Creates a payment as a shop does. */
  async order(orderUuid: string, change: Record<string, unknown> = {}): Promise<string> {
    const { body } = await create(this.sandbox, { order_uuid: orderUuid, ...change });
    if (body.transaction_id === undefined) throw new Error(JSON.stringify(body));
    return body.transaction_id;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.sandbox.close();
    await this.endpoint.close();
  }
}
