import type { SchemaObject } from '@nestjs/swagger';
import type { AdminSellersController } from '../../admin/admin-sellers.controller.js';
import { IDS } from '../examples/ids.js';
import {
  asAdminApiKey,
  newApiKey,
  newWebhookSecret,
  revokedApiKey,
} from '../examples/seller.examples.js';
import type { Answer, Example, Operation } from '../operation.js';
import type { Properties } from '../schemas/schema.js';
import { component, object, text } from '../schemas/schema.js';
import { admin } from './access.js';
import { keyId, noSuchKey, noSuchSeller, sellerId } from './seller.parameters.js';

const status: SchemaObject = { type: 'boolean', enum: [true] };
const error = component('GatewayError');
export const notThere = { description: 'There is no such seller or key.', schema: error };
export const conflict = { description: 'It cannot be done as things stand.', schema: error };

/** An answer that says, with `status: false`, which field cannot be used. */
export function orRefused(description: string, properties: Properties): Answer {
  return {
    description: `${description} Or, with \`status: false\`, the field that cannot be used.`,
    schema: { oneOf: [object({ status, ...properties }), error] },
  };
}

export function refused(
  httpStatus: number,
  message: string,
  request: Omit<Example, 'status'>,
): Example {
  return { ...request, status: httpStatus, answer: { status: false, error: message } };
}

const oneKey = { api_key: component('AdminApiKey') };
export const ofSeller = { parameters: { id: IDS.seller } };
const ofKey = { parameters: { id: IDS.seller, keyId: IDS.apiKey } };

export const sellerNotFound = refused(404, noSuchSeller, {
  summary: 'A seller that there is not',
  parameters: { id: 'nobody' },
});
const keyNotFound = refused(404, noSuchKey, {
  summary: 'A key that there is not',
  parameters: { id: IDS.seller, keyId: 'gone' },
});
const revoked = refused(
  400,
  `The API key "Default" (${IDS.apiKey}) is revoked for good; create a new one.`,
  { summary: 'A key that is revoked', ...ofKey },
);

/** What an admin does to a seller's API keys and webhook secret. */
export const adminCredentialOperations = {
  createKey: admin({
    summary: 'Add an API key',
    parameters: sellerId,
    body: { schema: component('NewApiKey'), required: true },
    answers: { 200: orRefused('The key, with its value.', oneKey), 404: notThere },
    examples: {
      added: {
        summary: 'A key for CI',
        ...ofSeller,
        body: { label: 'CI' },
        status: 200,
        answer: { status: true, api_key: { ...asAdminApiKey(newApiKey), label: 'CI' } },
      },
      unlabelled: refused(200, 'label must be a text of 1 to 100 characters on one line.', {
        summary: 'Without a label',
        ...ofSeller,
        body: {},
      }),
      notFound: { ...sellerNotFound, body: { label: 'CI' } },
    },
  }),
  rotateKey: admin({
    summary: 'Rotate an API key',
    description: 'The old key is refused from now on.',
    parameters: keyId,
    answers: {
      200: { description: 'The new key, with its value.', schema: object({ status, ...oneKey }) },
      400: conflict,
      404: notThere,
    },
    examples: {
      rotated: {
        summary: 'A new key in its place',
        ...ofKey,
        status: 200,
        answer: { status: true, api_key: asAdminApiKey(newApiKey) },
      },
      revoked,
      notFound: keyNotFound,
    },
  }),
  revokeKey: admin({
    summary: 'Revoke an API key',
    description: 'It is refused from now on, for good.',
    parameters: keyId,
    answers: {
      200: { description: 'The key, revoked.', schema: object({ status, ...oneKey }) },
      400: conflict,
      404: notThere,
    },
    examples: {
      done: {
        summary: 'A key that was valid',
        ...ofKey,
        status: 200,
        answer: { status: true, api_key: asAdminApiKey(revokedApiKey) },
      },
      revoked,
      notFound: keyNotFound,
    },
  }),
  rotateWebhookSecret: admin({
    summary: 'Rotate the webhook secret',
    description: 'All that is sent from now on carries the new one, resends as well.',
    parameters: sellerId,
    body: { schema: component('NewAdminWebhookSecret'), required: false },
    answers: {
      200: orRefused('The new secret.', { webhook_secret: text('What webhooks carry now.') }),
      404: notThere,
    },
    examples: {
      random: {
        summary: 'A random one',
        ...ofSeller,
        status: 200,
        answer: { status: true, webhook_secret: newWebhookSecret },
      },
      tooShort: refused(
        200,
        'webhook_secret must be a text of 8 to 255 letters, digits and signs, without spaces.',
        { summary: 'One that is too short', ...ofSeller, body: { webhook_secret: 'short' } },
      ),
      notFound: sellerNotFound,
    },
  }),
} satisfies Partial<Record<keyof AdminSellersController, Operation>>;
