import { run } from './base.stryker.mjs';

/** What is decided without a side effect, against the unit specs alone. */
export default run('decisions', [
  'libs/ovgc/src/payments/payment.{status-machine,outcome}.ts',
  'libs/ovgc/src/{checkout/created-payment.recorder,transitions/payment.changes}.ts',
  'libs/ovgc/src/order-status/order-status.outcome.ts',
  'libs/ovgc/src/webhooks/webhook.{parser,secret}.ts',
  'libs/ovgc/src/deliveries/retry.policy.ts',
]);
