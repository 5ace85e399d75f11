import { FaultsController } from '../../control/faults.controller.js';
import { IDS } from '../examples/ids.js';
import { describeRoutes } from '../operation.js';
import { component, list, text } from '../schemas/schema.js';
import { control } from './access.js';

const duplicate = {
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

export const faultOperations = describeRoutes(FaultsController, 'Faults', {
  list: control({
    summary: 'List the faults to come',
    answers: { 200: { description: 'Oldest first.', schema: list(component('Fault')) } },
    examples: {
      one: { summary: 'One that stands', status: 200, answer: [duplicate] },
    },
  }),
  add: control({
    summary: 'Cause a fault',
    description:
      'The oldest fault that is for a call, a customer’s request or a webhook befalls it; each suffers one at most. Faults are in memory: a restart or a reset begins without.',
    body: { schema: component('NewFault'), required: true },
    answers: {
      201: { description: 'The fault as it stands.', schema: component('Fault') },
      400: { description: 'There is no such fault.', schema: component('ControlError') },
    },
    examples: {
      twice: {
        summary: 'The next webhook comes twice',
        body: { target: 'webhook', kind: 'duplicate' },
        status: 201,
        answer: duplicate,
      },
      lostAnswer: {
        summary: 'An order’s payment is created, but the shop never hears of it',
        body: { target: 'api', kind: 'lost_answer', filter: { orderUuid: IDS.order } },
        status: 201,
        answer: {
          ...duplicate,
          target: 'api',
          kind: 'lost_answer',
          filter: { orderUuid: IDS.order },
        },
      },
      flaky: {
        summary: 'One call in five is answered 503, the same ones in each run',
        body: { target: 'api', kind: 'status', status: 503, probability: 0.2, seed: 7 },
        status: 201,
        answer: {
          ...duplicate,
          target: 'api',
          kind: 'status',
          status: 503,
          left: null,
          probability: 0.2,
          seed: 7,
        },
      },
      unknownTarget: {
        summary: 'A target that there is not',
        body: { target: 'shop', kind: 'drop' },
        status: 400,
        answer: { error: 'target must be one of api, checkout, webhook.' },
      },
    },
  }),
  clear: control({
    summary: 'Call all faults off',
    answers: { 204: { description: 'None stands any more.' } },
    examples: { cleared: { summary: 'All of them', status: 204 } },
  }),
  remove: control({
    summary: 'Call a fault off',
    parameters: { id: { in: 'path', schema: text('The fault’s id.') } },
    answers: {
      204: { description: 'It stands no more.' },
      404: { description: 'No such fault stands.', schema: component('ControlError') },
    },
    examples: {
      removed: { summary: 'One that stands', parameters: { id: IDS.fault }, status: 204 },
      notFound: {
        summary: 'One that does not',
        parameters: { id: 'gone' },
        status: 404,
        answer: {
          error:
            'No fault "gone" is set; its count may be used up. GET /_sandbox/faults lists the faults that are set.',
        },
      },
    },
  }),
});
