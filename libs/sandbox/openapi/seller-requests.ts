import type { ExampleRequest, ExampleRequests } from './requests.js';

const ofSeller = { parameters: { id: '{seller}' } };
const ofKey = { parameters: { id: '{seller}', keyId: '{apiKey}' } };

const notFound: ExampleRequest = { summary: 'An unknown seller', parameters: { id: 'nobody' } };
const ofNoKey = { parameters: { id: '{seller}', keyId: 'gone' } };
const unclear = 'Neither true nor false';
const nameTaken = 'Another seller’s name';

/** The requests of the sellers' endpoints, by handler. */
export const sellerRequests: Readonly<Record<string, ExampleRequests>> = {
  list: {
    masked: { summary: 'With secrets hidden' },
    unclear: { summary: unclear, parameters: { reveal: 'yes' } },
  },
  create: {
    added: {
      summary: 'A seller with an endpoint',
      body: { name: 'Acme', minimumAmount: '5.00', webhookUrl: '{endpoint}/webhooks/ovgc' },
    },
    nameless: { summary: 'Without a name', body: {} },
    nameTaken: { summary: nameTaken, body: { name: 'Books' } },
  },
  read: {
    masked: { summary: 'With secrets hidden', ...ofSeller },
    revealed: { summary: 'With secrets', parameters: { id: '{seller}', reveal: 'true' } },
    unclear: { summary: unclear, parameters: { id: '{seller}', reveal: 'yes' } },
    notFound,
  },
  update: {
    switchedOff: {
      summary: 'Switch its gateway off',
      ...ofSeller,
      body: { gatewayActive: false },
    },
    malformed: { summary: unclear, ...ofSeller, body: { gatewayActive: 'no' } },
    nameTaken: { summary: nameTaken, ...ofSeller, body: { name: 'Sandbox seller' } },
    notFound: { ...notFound, body: { gatewayActive: false } },
  },
  createKey: {
    added: { summary: 'A key for CI', ...ofSeller, body: { label: 'CI' } },
    unlabelled: { summary: 'Without a label', ...ofSeller, body: {} },
    notFound: { ...notFound, body: { label: 'CI' } },
  },
  rotateKey: {
    rotated: { summary: 'Replace a key', ...ofKey },
    revoked: { summary: 'A revoked key', ...ofKey },
    notFound: { summary: 'An unknown key', ...ofNoKey },
  },
  revokeKey: {
    done: { summary: 'A valid key', ...ofKey },
    revoked: { summary: 'A revoked key', ...ofKey },
    notFound: { summary: 'An unknown key', ...ofNoKey },
  },
  rotateWebhookSecret: {
    random: { summary: 'A random secret', ...ofSeller },
    chosen: {
      summary: 'Your own secret',
      ...ofSeller,
      body: { webhookSecret: 'books_webhook_secret' },
    },
    tooShort: {
      summary: 'A secret that is too short',
      ...ofSeller,
      body: { webhookSecret: 'short' },
    },
    notFound,
  },
};
