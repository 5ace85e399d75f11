import type { Example, Examples } from './example.js';
import { refused } from './example.js';
import { ENDPOINT, IDS, NOW } from './ids.js';

const time = '2026-03-14T09:00:00.000Z';

const apiKey = {
  id: IDS.apiKey,
  label: 'Default',
  key: '••••Xk2v',
  createdAt: time,
  lastUsedAt: null,
  revokedAt: null,
};
const newApiKey = { ...apiKey, key: 'key_sandbox_3q8JmWzP5vT1nYc7RbLd0sKf' };

/** A seller whose secrets are hidden. */
const seller = {
  id: IDS.seller,
  name: 'Books',
  gatewayActive: true,
  minimumAmount: '5.00',
  webhookUrl: ENDPOINT,
  webhookSecret: '••••Qd7s',
  createdAt: time,
  apiKeys: [apiKey],
};
const webhookSecret = 'whsec_sandbox_8dKfQ2mWzPJ5vT1nYc7RbLs0';
const newSeller = { ...seller, webhookSecret, apiKeys: [newApiKey] };

/** The seller that always exists, after its first payment. */
const defaultSeller = {
  ...seller,
  id: 'default',
  name: 'Sandbox seller',
  minimumAmount: '1.00',
  webhookSecret: '••••cret',
  apiKeys: [{ ...apiKey, id: IDS.defaultApiKey, key: '••••_key', lastUsedAt: time }],
};

const ofSeller = { parameters: { id: IDS.seller } };
const ofKey = { parameters: { id: IDS.seller, keyId: IDS.apiKey } };

const notFound = (body?: object): Example =>
  refused(
    404,
    'An unknown seller',
    `There is no seller "nobody"; there are default, ${IDS.seller}.`,
    { parameters: { id: 'nobody' }, ...(body && { body }) },
  );
const keyNotFound = refused(
  404,
  'An unknown key',
  `The seller has no API key "gone"; there are ${IDS.apiKey}.`,
  { parameters: { id: IDS.seller, keyId: 'gone' } },
);
const revoked = refused(
  400,
  'A revoked key',
  `The API key "Default" (${IDS.apiKey}) is revoked for good; create a new one.`,
  ofKey,
);
const nameTaken = (name: string, request: object): Example =>
  refused(
    400,
    'Another seller’s name',
    `There are two sellers named "${name}"; give one of them another name.`,
    { ...request, body: { name } },
  );
const unclear = (request: object): Example =>
  refused(400, 'Neither true nor false', 'reveal must be true or false.', {
    parameters: { ...request, reveal: 'yes' },
  });

/** What the control API answers, by handler; the admin endpoints answer the same in the gateway's spelling. */
export const sellerHandlers: Examples = {
  list: {
    masked: { summary: 'With secrets hidden', answer: [defaultSeller, seller] },
    unclear: unclear({}),
  },
  create: {
    added: {
      summary: 'A seller with an endpoint',
      body: { name: 'Acme', minimumAmount: '5.00', webhookUrl: ENDPOINT },
      answer: { ...newSeller, name: 'Acme' },
    },
    nameless: refused(
      400,
      'Without a name',
      'name must be a text of 1 to 100 characters on one line.',
      { body: {} },
    ),
    nameTaken: nameTaken('Books', {}),
  },
  read: {
    masked: { summary: 'With secrets hidden', ...ofSeller, answer: seller },
    revealed: {
      summary: 'With secrets',
      parameters: { id: IDS.seller, reveal: 'true' },
      answer: newSeller,
    },
    unclear: unclear({ id: IDS.seller }),
    notFound: notFound(),
  },
  update: {
    switchedOff: {
      summary: 'Switch its gateway off',
      ...ofSeller,
      body: { gatewayActive: false },
      answer: { ...seller, gatewayActive: false },
    },
    malformed: refused(400, 'Neither true nor false', 'gatewayActive must be true or false.', {
      ...ofSeller,
      body: { gatewayActive: 'no' },
    }),
    nameTaken: nameTaken('Sandbox seller', ofSeller),
    notFound: notFound({ gatewayActive: false }),
  },
  createKey: {
    added: {
      summary: 'A key for CI',
      ...ofSeller,
      body: { label: 'CI' },
      answer: { ...newApiKey, label: 'CI' },
    },
    unlabelled: refused(
      400,
      'Without a label',
      'label must be a text of 1 to 100 characters on one line.',
      { ...ofSeller, body: {} },
    ),
    notFound: notFound({ label: 'CI' }),
  },
  rotateKey: {
    rotated: { summary: 'Replace a key', ...ofKey, answer: newApiKey },
    revoked,
    notFound: keyNotFound,
  },
  revokeKey: {
    done: { summary: 'A valid key', ...ofKey, answer: { ...apiKey, revokedAt: NOW } },
    revoked,
    notFound: keyNotFound,
  },
  rotateWebhookSecret: {
    random: { summary: 'A random secret', ...ofSeller, answer: { webhookSecret } },
    chosen: {
      summary: 'Your own secret',
      ...ofSeller,
      body: { webhookSecret: 'books_webhook_secret' },
      answer: { webhookSecret: 'books_webhook_secret' },
    },
    tooShort: refused(
      400,
      'A secret that is too short',
      'webhookSecret must be a text of 8 to 255 letters, digits and signs, without spaces.',
      { ...ofSeller, body: { webhookSecret: 'short' } },
    ),
    notFound: notFound(),
  },
};

export const sellerExamples: Examples = Object.fromEntries(
  Object.entries(sellerHandlers).map(([handler, examples]) => [`Sellers.${handler}`, examples]),
);
