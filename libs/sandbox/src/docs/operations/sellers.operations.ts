import { SellersController } from '../../control/sellers.controller.js';
import { IDS } from '../examples/ids.js';
import { defaultSeller, newSeller, seller } from '../examples/seller.examples.js';
import { describeRoutes } from '../operation.js';
import { component, list } from '../schemas/schema.js';
import { control } from './access.js';
import {
  credentialOperations,
  notThere,
  notUsable,
  sellerNotFound,
} from './credentials.operations.js';
import { reveal, revealId, sellerId } from './seller.parameters.js';

export const sellerOperations = describeRoutes(SellersController, 'Sellers', {
  list: control({
    summary: 'List sellers',
    parameters: reveal,
    answers: {
      200: { description: 'Oldest first.', schema: list(component('Seller')) },
      400: notUsable,
    },
    examples: {
      masked: { summary: 'With secrets hidden', status: 200, answer: [defaultSeller, seller] },
      unclear: {
        summary: 'Neither true nor false',
        parameters: { reveal: 'yes' },
        status: 400,
        answer: { error: 'reveal must be true or false.' },
      },
    },
  }),
  read: control({
    summary: 'Read a seller',
    parameters: revealId,
    answers: {
      200: { description: 'The seller.', schema: component('Seller') },
      400: notUsable,
      404: notThere,
    },
    examples: {
      masked: {
        summary: 'With secrets hidden',
        parameters: { id: IDS.seller },
        status: 200,
        answer: seller,
      },
      revealed: {
        summary: 'With secrets',
        parameters: { id: IDS.seller, reveal: 'true' },
        status: 200,
        answer: newSeller,
      },
      unclear: {
        summary: 'Neither true nor false',
        parameters: { id: IDS.seller, reveal: 'yes' },
        status: 400,
        answer: { error: 'reveal must be true or false.' },
      },
      notFound: sellerNotFound,
    },
  }),
  create: control({
    summary: 'Add a seller',
    description: 'It starts with one API key. Its secrets are shown in this answer.',
    body: { schema: component('NewSeller'), required: true },
    answers: {
      201: { description: 'The seller, with its secrets.', schema: component('Seller') },
      400: notUsable,
    },
    examples: {
      added: {
        summary: 'One with an endpoint',
        body: { name: 'Acme', minimumAmount: '5.00', webhookUrl: seller.webhookUrl },
        status: 201,
        answer: { ...newSeller, name: 'Acme' },
      },
      nameless: {
        summary: 'One without a name',
        body: {},
        status: 400,
        answer: { error: 'name must be a text of 1 to 100 characters on one line.' },
      },
    },
  }),
  update: control({
    summary: 'Change a seller',
    description: 'What is left out stays.',
    parameters: sellerId,
    body: { schema: component('SellerChange'), required: true },
    answers: {
      200: { description: 'The seller, changed.', schema: component('Seller') },
      400: notUsable,
      404: notThere,
    },
    examples: {
      switchedOff: {
        summary: 'Switch its gateway off',
        parameters: { id: IDS.seller },
        body: { gatewayActive: false },
        status: 200,
        answer: { ...seller, gatewayActive: false },
      },
      nameTaken: {
        summary: 'Another seller’s name',
        parameters: { id: IDS.seller },
        body: { name: 'Sandbox seller' },
        status: 400,
        answer: {
          error: 'There are two sellers named "Sandbox seller"; give one of them another name.',
        },
      },
      notFound: { ...sellerNotFound, body: { gatewayActive: false } },
    },
  }),
  ...credentialOperations,
});
