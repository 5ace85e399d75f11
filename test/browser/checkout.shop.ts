import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** A webhook as the gateway sends it (docs/gateway-api.md, Webhooks). */
interface ReceivedWebhook {
  readonly transaction_id: string;
  readonly payment_status: string;
}

/** The seller's side of a checkout: two pages to come back to, and an ear for webhooks. */
export class CheckoutShop {
  private readonly webhooks: ReceivedWebhook[] = [];
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });
  private url = '';

  static async open(): Promise<CheckoutShop> {
    const shop = new CheckoutShop();
    shop.server.listen(0, '127.0.0.1');
    await once(shop.server, 'listening');
    const address = shop.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The shop has no port.');
    shop.url = `http://127.0.0.1:${address.port}`;
    return shop;
  }

  get origin(): string {
    return this.url;
  }

  get successUrl(): string {
    return `${this.url}/success?order={ORDER}&from=checkout`;
  }

  get cancelUrl(): string {
    return `${this.url}/cancel?from=checkout`;
  }

  get webhookUrl(): string {
    return `${this.url}/webhooks/ovgc`;
  }

  /** What the webhooks said of one payment, in the order in which they came. */
  webhooksOf(transactionId: string): string[] {
    return this.webhooks
      .filter(({ transaction_id }) => transaction_id === transactionId)
      .map(({ payment_status }) => payment_status);
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      this.webhooks.push((await json(request)) as ReceivedWebhook);
      response.end();
      return;
    }
    const words = request.url?.startsWith('/success') === true ? 'Thank you' : 'Not paid';
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><title>Shop</title><h1>${words}</h1></html>`);
  }
}
