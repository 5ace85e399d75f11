import { ResetController } from '../../control/reset.controller.js';
import { SettingsController } from '../../control/settings.controller.js';
import { HealthController } from '../../server/health.controller.js';
import { ENDPOINT } from '../examples/ids.js';
import { describeRoutes } from '../operation.js';
import { component, object, oneWordOf } from '../schemas/schema.js';
import { control } from './access.js';

const settings = { gatewayActive: true, minimumAmount: '1.00', webhookUrl: ENDPOINT };
const asTheyStand = { description: 'As they stand.', schema: component('Settings') };

export const settingsOperations = describeRoutes(SettingsController, 'Settings', {
  view: control({
    summary: 'Read the default seller’s settings',
    answers: { 200: asTheyStand },
    examples: { connected: { summary: 'With an endpoint', status: 200, answer: settings } },
  }),
  change: control({
    summary: 'Change the default seller’s settings',
    description: 'What is left out stays.',
    body: { schema: component('SellerSettings'), required: true },
    answers: {
      200: asTheyStand,
      400: { description: 'A field that cannot be used.', schema: component('ControlError') },
    },
    examples: {
      switchedOff: {
        summary: 'Switch the gateway off',
        body: { gatewayActive: false },
        status: 200,
        answer: { ...settings, gatewayActive: false },
      },
      disconnected: {
        summary: 'A least amount, and no endpoint',
        body: { minimumAmount: 30, webhookUrl: null },
        status: 200,
        answer: { ...settings, minimumAmount: '30.00', webhookUrl: null },
      },
      malformed: {
        summary: 'Neither on nor off',
        body: { gatewayActive: 'no' },
        status: 400,
        answer: { error: 'gatewayActive must be true or false.' },
      },
    },
  }),
});

export const resetOperations = describeRoutes(ResetController, 'Settings', {
  everything: control({
    summary: 'Start over',
    description:
      'Forgets payments, webhooks, faults and changes of sellers; the clock shows real time again.',
    answers: { 200: { description: 'All is forgotten.', schema: component('Reset') } },
    examples: {
      done: {
        summary: 'As if it had just been started',
        status: 200,
        answer: { now: '2026-03-14T09:26:53.589Z' },
      },
    },
  }),
});

export const healthOperations = describeRoutes(HealthController, 'Health', {
  show: {
    summary: 'Whether the sandbox answers',
    answers: {
      200: {
        description: 'It is ready; before that, nothing listens.',
        schema: object({ status: oneWordOf(['ok'], 'All is well.') }),
      },
    },
    examples: { ready: { summary: 'Ready', status: 200, answer: { status: 'ok' } } },
  },
});
