import type { FaultRequest } from '../../faults/fault.rule.js';

/** A fault that is added with one click. */
export interface FaultPreset {
  readonly id: string;
  readonly title: string;
  /** What a correct shop does when it happens. */
  readonly proves: string;
  readonly request: FaultRequest;
}

/** The most common problems between a shop and a gateway. */
export const FAULT_PRESETS: readonly FaultPreset[] = [
  {
    id: 'lose-create',
    title: 'Lose the response to the next create call',
    proves: 'The shop retries with the same order ID.',
    request: { target: 'api', kind: 'lost_answer', filter: { path: 'payment-request-api' } },
  },
  {
    id: 'overtake',
    title: 'Deliver a webhook before the create response',
    proves: 'The shop keeps a webhook for a payment it does not know yet.',
    request: { target: 'api', kind: 'reorder' },
  },
  {
    id: 'fail-three',
    title: 'Respond with 500 to the next three calls',
    proves: 'The shop retries, and not too fast.',
    request: { target: 'api', kind: 'status', status: 500, count: 3 },
  },
  {
    id: 'twice',
    title: 'Send every webhook twice',
    proves: 'The shop fulfils the order only once.',
    request: { target: 'webhook', kind: 'duplicate', probability: 1 },
  },
  {
    id: 'drop-next',
    title: 'Drop the next webhook',
    proves: 'The shop notices that an order stays open.',
    request: { target: 'webhook', kind: 'drop' },
  },
  {
    id: 'forged',
    title: 'Send the next webhook with a wrong secret',
    proves: 'The shop responds with 401 and fulfils nothing.',
    request: { target: 'webhook', kind: 'wrong_secret' },
  },
];
