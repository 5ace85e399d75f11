import type { Seller } from '../../sellers/seller.js';
import { isLive } from '../../sellers/seller.js';

/** The credentials of a seller’s shop, masked or not. */
export interface ShopSecrets {
  readonly apiKey: string;
  readonly webhookSecret: string;
}

/** The credentials to set a shop up with: the oldest key that works, or an empty one when all are revoked. */
export function shopSecrets({ apiKeys, webhookSecret }: Seller): ShopSecrets {
  return { apiKey: apiKeys.find(isLive)?.key ?? '', webhookSecret };
}

/** A `.env` for the shop. */
export function envSnippet(origin: string, { apiKey, webhookSecret }: ShopSecrets): string {
  return [
    `OVGC_BASE_URL=${origin}/backend/api`,
    `OVGC_API_KEY=${apiKey}`,
    `OVGC_WEBHOOK_SECRET=${webhookSecret}`,
    '',
  ].join('\n');
}

/** The gateway’s own example (OVGC API, Example request) as a curl command. */
export function curlSnippet(origin: string, { apiKey }: ShopSecrets, order: string): string {
  const request = {
    api_key: apiKey,
    order_uuid: order,
    total_amount: 25.0,
    product_title: 'Premium Plan',
    email: 'customer@example.com',
    success_url: 'https://yoursite.com/success',
    cancel_url: 'https://yoursite.com/cancel',
  };
  // With cents, like the gateway’s own example.
  const json = JSON.stringify(request, null, 2).replace(
    '"total_amount": 25',
    '"total_amount": 25.00',
  );
  const body = json.replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST ${origin}/backend/api/payment-request-api \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '${body.replaceAll('\n', '\n  ')}'`,
    '',
  ].join('\n');
}
