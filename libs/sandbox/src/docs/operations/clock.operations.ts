import { ClockController } from '../../control/clock.controller.js';
import { describeRoutes } from '../operation.js';
import { component } from '../schemas/schema.js';
import { control } from './access.js';

const clock = { description: 'What the clock shows.', schema: component('Clock') };
const now = '2026-03-14T09:26:53.589Z';

export const clockOperations = describeRoutes(ClockController, 'Clock', {
  show: control({
    summary: 'Read the clock',
    answers: { 200: clock },
    examples: {
      realTime: {
        summary: 'In step with the machine',
        status: 200,
        answer: { now, frozen: false, offsetMs: 0 },
      },
    },
  }),
  change: control({
    summary: 'Turn, freeze or release the clock',
    description:
      'It only goes forward. Payments expire and webhooks are tried again on the way, each at its own time, before this answers.',
    body: { schema: component('ClockTurn'), required: true },
    answers: {
      200: clock,
      400: {
        description: 'A span or time that cannot be read.',
        schema: component('ControlError'),
      },
    },
    examples: {
      advance: {
        summary: 'Let the checkout’s 30 minutes pass',
        body: { advance: '31m' },
        status: 200,
        answer: { now: '2026-03-14T09:57:53.589Z', frozen: false, offsetMs: 1_860_000 },
      },
      set: {
        summary: 'Turn to a time',
        body: { set: '2999-01-01T00:00:00.000Z' },
        status: 200,
        answer: { now: '2999-01-01T00:00:00.004Z', frozen: false, offsetMs: 30_702_292_386_411 },
      },
      freeze: {
        summary: 'Let it stand still',
        body: { freeze: true },
        status: 200,
        answer: { now, frozen: true, offsetMs: 0 },
      },
      unreadable: {
        summary: 'A freeze that is no yes or no',
        body: { freeze: 'now' },
        status: 400,
        answer: { error: 'freeze must be true, or false to let time run on.' },
      },
    },
  }),
});
