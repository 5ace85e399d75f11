import type { Examples } from './example.js';
import { refused } from './example.js';
import { ENDPOINT, IDS, NOW } from './ids.js';

const fault = {
  id: IDS.fault,
  target: 'webhook',
  kind: 'duplicate',
  status: null,
  delayMs: null,
  variant: null,
  filter: {},
  left: 1,
  probability: null,
  seed: null,
  hits: 0,
};
const lostAnswer = { target: 'api', kind: 'lost_answer', filter: { orderUuid: IDS.order } };
const flaky = { target: 'api', kind: 'status', status: 503, probability: 0.2, seed: 7 };
const settings = { gatewayActive: true, minimumAmount: '1.00', webhookUrl: ENDPOINT };

export const controlExamples: Examples = {
  'Clock.show': {
    realTime: {
      summary: 'In step with the machine',
      answer: { now: NOW, frozen: false, offsetMs: 0 },
    },
  },
  'Clock.change': {
    advance: {
      summary: 'Advance past the checkout’s 30 minutes',
      body: { advance: '31m' },
      answer: { now: '2026-03-14T09:57:53.589Z', frozen: false, offsetMs: 1_860_000 },
    },
    set: {
      summary: 'Set a time',
      body: { set: '2999-01-01T00:00:00.000Z' },
      answer: { now: '2999-01-01T00:00:00.004Z', frozen: false, offsetMs: 30_702_292_386_411 },
    },
    freeze: {
      summary: 'Freeze the clock',
      body: { freeze: true },
      answer: { now: NOW, frozen: true, offsetMs: 0 },
    },
    invalid: refused(
      400,
      'Neither true nor false',
      'freeze must be true, or false to let the clock run.',
      { body: { freeze: 'now' } },
    ),
  },
  'Faults.list': { one: { summary: 'One fault', answer: [fault] } },
  'Faults.add': {
    twice: {
      summary: 'Send the next webhook twice',
      body: { target: 'webhook', kind: 'duplicate' },
      answer: fault,
    },
    lostAnswer: {
      summary: 'Create an order’s payment, but lose the answer',
      body: lostAnswer,
      answer: { ...fault, ...lostAnswer },
    },
    flaky: {
      summary: 'Answer one call in five with 503, the same ones in each run',
      body: flaky,
      answer: { ...fault, ...flaky, left: null },
    },
    unknownTarget: refused(
      400,
      'An unknown target',
      'target must be one of api, checkout, webhook.',
      { body: { target: 'shop', kind: 'drop' } },
    ),
  },
  'Faults.clear': { cleared: { summary: 'All of them' } },
  'Faults.remove': {
    removed: { summary: 'A fault that is set', parameters: { id: IDS.fault } },
    notFound: refused(
      404,
      'An unknown fault',
      'No fault "gone" stands; it may have befallen all that it was for. GET /_sandbox/faults lists those that do.',
      { parameters: { id: 'gone' } },
    ),
  },
  'Settings.view': { connected: { summary: 'With an endpoint', answer: settings } },
  'Settings.change': {
    switchedOff: {
      summary: 'Switch the gateway off',
      body: { gatewayActive: false },
      answer: { ...settings, gatewayActive: false },
    },
    disconnected: {
      summary: 'Set a minimum amount and no endpoint',
      body: { minimumAmount: 30, webhookUrl: null },
      answer: { ...settings, minimumAmount: '30.00', webhookUrl: null },
    },
    malformed: refused(400, 'Neither true nor false', 'gatewayActive must be true or false.', {
      body: { gatewayActive: 'no' },
    }),
  },
  'Reset.everything': { done: { summary: 'As if it had just been started', answer: { now: NOW } } },
  'Health.show': { ready: { summary: 'Ready', answer: { status: 'ok' } } },
};
