import type { SellersController } from '../../control/sellers.controller.js';
import { IDS } from '../examples/ids.js';
import { newApiKey, newWebhookSecret, revokedApiKey } from '../examples/seller.examples.js';
import type { Operation } from '../operation.js';
import { component } from '../schemas/schema.js';
import { control } from './access.js';
import { keyId, noSuchKey, noSuchSeller, sellerId } from './seller.parameters.js';

const error = component('ControlError');
export const notUsable = { description: 'A field that cannot be used.', schema: error };
export const notThere = { description: 'There is no such seller or key.', schema: error };

export const sellerNotFound = {
  summary: 'A seller that there is not',
  parameters: { id: 'nobody' },
  status: 404,
  answer: { error: noSuchSeller },
};
const keyRevoked = {
  summary: 'A key that is revoked',
  parameters: { id: IDS.seller, keyId: IDS.apiKey },
  status: 400,
  answer: {
    error: `The API key "Default" (${IDS.apiKey}) is revoked for good; create a new one.`,
  },
};
const keyNotFound = {
  summary: 'A key that there is not',
  parameters: { id: IDS.seller, keyId: 'gone' },
  status: 404,
  answer: { error: noSuchKey },
};

/** What is done to a seller's API keys and webhook secret. */
export const credentialOperations = {
  createKey: control({
    summary: 'Add an API key',
    parameters: sellerId,
    body: { schema: component('NewApiKey'), required: true },
    answers: {
      201: { description: 'The key, with its value.', schema: component('ApiKey') },
      400: notUsable,
      404: notThere,
    },
    examples: {
      added: {
        summary: 'A key for CI',
        parameters: { id: IDS.seller },
        body: { label: 'CI' },
        status: 201,
        answer: { ...newApiKey, label: 'CI' },
      },
      unlabelled: {
        summary: 'Without a label',
        parameters: { id: IDS.seller },
        body: {},
        status: 400,
        answer: { error: 'label must be a text of 1 to 100 characters on one line.' },
      },
      notFound: { ...sellerNotFound, body: { label: 'CI' } },
    },
  }),
  rotateKey: control({
    summary: 'Rotate an API key',
    description: 'The old key is refused from now on.',
    parameters: keyId,
    answers: {
      200: { description: 'The new key, with its value.', schema: component('ApiKey') },
      400: { description: 'The key is revoked.', schema: error },
      404: notThere,
    },
    examples: {
      rotated: {
        summary: 'A new key in its place',
        parameters: { id: IDS.seller, keyId: IDS.apiKey },
        status: 200,
        answer: newApiKey,
      },
      revoked: keyRevoked,
      notFound: keyNotFound,
    },
  }),
  revokeKey: control({
    summary: 'Revoke an API key',
    description: 'It is refused from now on, for good.',
    parameters: keyId,
    answers: {
      200: { description: 'The key, revoked.', schema: component('ApiKey') },
      400: { description: 'The key is revoked already.', schema: error },
      404: notThere,
    },
    examples: {
      done: {
        summary: 'A key that was valid',
        parameters: { id: IDS.seller, keyId: IDS.apiKey },
        status: 200,
        answer: revokedApiKey,
      },
      revoked: keyRevoked,
      notFound: keyNotFound,
    },
  }),
  rotateWebhookSecret: control({
    summary: 'Rotate the webhook secret',
    description: 'All that is sent from now on carries the new one, resends as well.',
    parameters: sellerId,
    body: { schema: component('NewWebhookSecret'), required: false },
    answers: {
      200: { description: 'The new secret.', schema: component('WebhookSecret') },
      400: notUsable,
      404: notThere,
    },
    examples: {
      random: {
        summary: 'A random one',
        parameters: { id: IDS.seller },
        status: 200,
        answer: { webhookSecret: newWebhookSecret },
      },
      chosen: {
        summary: 'One of your own',
        parameters: { id: IDS.seller },
        body: { webhookSecret: 'books_webhook_secret' },
        status: 200,
        answer: { webhookSecret: 'books_webhook_secret' },
      },
      tooShort: {
        summary: 'One that is too short',
        parameters: { id: IDS.seller },
        body: { webhookSecret: 'short' },
        status: 400,
        answer: {
          error:
            'webhookSecret must be a text of 8 to 255 letters, digits and signs, without spaces.',
        },
      },
      notFound: sellerNotFound,
    },
  }),
} satisfies Partial<Record<keyof SellersController, Operation>>;
