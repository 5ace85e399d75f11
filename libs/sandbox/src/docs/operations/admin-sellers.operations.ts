import { AdminSellersController } from '../../admin/admin-sellers.controller.js';
import { IDS } from '../examples/ids.js';
import { asAdminSeller, defaultSeller, newSeller, seller } from '../examples/seller.examples.js';
import { describeRoutes } from '../operation.js';
import { component, list } from '../schemas/schema.js';
import { admin } from './access.js';
import {
  adminCredentialOperations,
  conflict,
  notThere,
  ofSeller,
  orRefused,
  refused,
  sellerNotFound,
} from './admin-credentials.operations.js';
import { reveal, revealId, sellerId } from './seller.parameters.js';

const oneSeller = { seller: component('AdminSeller') };
const unclear = {
  summary: 'Neither true nor false',
  parameters: { id: IDS.seller, reveal: 'yes' },
};

export const adminSellerOperations = describeRoutes(AdminSellersController, 'Admin', {
  list: admin({
    summary: 'List sellers',
    parameters: reveal,
    answers: { 200: orRefused('Oldest first.', { sellers: list(component('AdminSeller')) }) },
    examples: {
      masked: {
        summary: 'With secrets hidden',
        status: 200,
        answer: { status: true, sellers: [defaultSeller, seller].map(asAdminSeller) },
      },
      unclear: refused(200, 'reveal must be true or false.', {
        summary: unclear.summary,
        parameters: { reveal: 'yes' },
      }),
    },
  }),
  read: admin({
    summary: 'Read a seller',
    parameters: revealId,
    answers: { 200: orRefused('The seller.', oneSeller), 404: notThere },
    examples: {
      masked: {
        summary: 'With secrets hidden',
        ...ofSeller,
        status: 200,
        answer: { status: true, seller: asAdminSeller(seller) },
      },
      unclear: refused(200, 'reveal must be true or false.', unclear),
      notFound: sellerNotFound,
    },
  }),
  create: admin({
    summary: 'Add a seller',
    description: 'It starts with one API key. Its secrets are shown in this answer.',
    body: { schema: component('NewAdminSeller'), required: true },
    answers: { 200: orRefused('The seller, with its secrets.', oneSeller), 400: conflict },
    examples: {
      added: {
        summary: 'One with an endpoint',
        body: { name: 'Acme', minimum_amount: '5.00', webhook_url: seller.webhookUrl },
        status: 200,
        answer: { status: true, seller: asAdminSeller({ ...newSeller, name: 'Acme' }) },
      },
      nameless: refused(200, 'name must be a text of 1 to 100 characters on one line.', {
        summary: 'One without a name',
        body: {},
      }),
      nameTaken: refused(
        400,
        'There are two sellers named "Books"; give one of them another name.',
        { summary: 'Another seller’s name', body: { name: 'Books' } },
      ),
    },
  }),
  update: admin({
    summary: 'Change a seller',
    description: 'What is left out stays.',
    parameters: sellerId,
    body: { schema: component('AdminSellerChange'), required: true },
    answers: { 200: orRefused('The seller, changed.', oneSeller), 400: conflict, 404: notThere },
    examples: {
      switchedOff: {
        summary: 'Switch its gateway off',
        ...ofSeller,
        body: { gateway_active: false },
        status: 200,
        answer: { status: true, seller: asAdminSeller({ ...seller, gatewayActive: false }) },
      },
      malformed: refused(200, 'gateway_active must be true or false.', {
        summary: 'Neither on nor off',
        ...ofSeller,
        body: { gateway_active: 'no' },
      }),
      nameTaken: refused(
        400,
        'There are two sellers named "Sandbox seller"; give one of them another name.',
        { summary: 'Another seller’s name', ...ofSeller, body: { name: 'Sandbox seller' } },
      ),
      notFound: { ...sellerNotFound, body: { gateway_active: false } },
    },
  }),
  ...adminCredentialOperations,
});
