/** The ids of the examples. The same thing has the same id everywhere. */
export const IDS = {
  transaction: 'invoice_67d2a3f8b12e1',
  checkout: 'a1b2c3d4-e5f6-4890-abcd-ef1234567890',
  order: 'ORDER-2026-0001',
  seller: 'seller_6f1d2c3b-8a90-4e5f-b1c2-d3e4f5a6b7c8',
  defaultApiKey: 'key_340f7474cb6024e4',
  apiKey: 'key_0c9b8a7d-6e5f-4a3b-9c2d-1e0f9a8b7c6d',
  webhook: 'webhook_5a4b3c2d-1e0f-4a9b-8c7d-6e5f4a3b2c1d',
  fault: 'fault_b7c6d5e4-f3a2-4b1c-8d9e-0f1a2b3c4d5e',
} as const;

/** Where the webhooks of the examples go. */
export const ENDPOINT = 'http://127.0.0.1:3000/webhooks/ovgc';

/** Where the sandbox of the examples is; the running sandbox puts its own address in. */
export { EXAMPLE_ORIGIN as ORIGIN } from '../../src/docs/api-reference.js';

export const NOW = '2026-03-14T09:26:53.589Z';
