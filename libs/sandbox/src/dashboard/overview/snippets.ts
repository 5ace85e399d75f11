import type { Seller } from '../../sellers/seller.js';
import { isLive } from '../../sellers/seller.js';

/** Texts to set a seller’s shop up with. */
export class Snippets {
  /**
   * @param origin of the sandbox
   * @param write writes a secret, masked or not
   */
  constructor(
    private readonly origin: string,
    private readonly seller: Seller,
    private readonly write: (secret: string) => string,
  ) {}

  /** A `.env` for the shop. */
  get env(): string {
    return [
      `OVGC_BASE_URL=${this.origin}/backend/api`,
      `OVGC_API_KEY=${this.#apiKey}`,
      `OVGC_WEBHOOK_SECRET=${this.write(this.seller.webhookSecret)}`,
      '',
    ].join('\n');
  }

  /** The gateway’s own example (docs/gateway-api.md, Create a payment) as a curl command. */
  curl(order: string): string {
    // A template, because JSON.stringify would write the amount without the cents of the gateway’s example.
    const body = `{
    "api_key": ${JSON.stringify(this.#apiKey)},
    "order_uuid": "${order}",
    "total_amount": 25.00,
    "product_title": "Premium Plan",
    "email": "customer@example.com",
    "success_url": "https://yoursite.com/success",
    "cancel_url": "https://yoursite.com/cancel"
  }`;
    return [
      `curl -X POST ${this.origin}/backend/api/payment-request-api \\`,
      '  -H "Content-Type: application/json" \\',
      `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
      '',
    ].join('\n');
  }

  /** The oldest key that works; empty when all are revoked. */
  get #apiKey(): string {
    return this.write(this.seller.apiKeys.find(isLive)?.key ?? '');
  }
}
