import type { FaultRequest } from '../../faults/fault.rule.js';

/** A fault that is added by one press. */
export interface FaultPreset {
  readonly id: string;
  readonly title: string;
  /** What a shop must get right when it happens. */
  readonly proves: string;
  readonly request: FaultRequest;
}

/** What goes wrong most often between a shop and a gateway. */
export const FAULT_PRESETS: readonly FaultPreset[] = [
  {
    id: 'lose-create',
    title: 'Lose the answer of the next create call',
    proves: 'The shop asks again with the same order id.',
    request: { target: 'api', kind: 'lost_answer', filter: { path: 'payment-request-api' } },
  },
  {
    id: 'overtake',
    title: 'Let a webhook overtake the create answer',
    proves: 'The shop keeps a webhook whose payment it does not know yet.',
    request: { target: 'api', kind: 'reorder' },
  },
  {
    id: 'fail-three',
    title: 'Answer 500 to the next three calls',
    proves: 'The shop tries again, and not too fast.',
    request: { target: 'api', kind: 'status', status: 500, count: 3 },
  },
  {
    id: 'twice',
    title: 'Send every webhook twice',
    proves: 'An order is fulfilled once.',
    request: { target: 'webhook', kind: 'duplicate', probability: 1 },
  },
  {
    id: 'drop-next',
    title: 'Lose the next webhook',
    proves: 'The shop notices an order that stays open.',
    request: { target: 'webhook', kind: 'drop' },
  },
  {
    id: 'forged',
    title: 'Send the next webhook with a wrong secret',
    proves: 'The shop answers 401 and fulfils nothing.',
    request: { target: 'webhook', kind: 'wrong_secret' },
  },
];
