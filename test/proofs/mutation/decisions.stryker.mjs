import { run } from './base.stryker.mjs';

/** What is decided without a side effect, against the unit specs alone. */
export default run('decisions', [
  'libs/ovgc/src/payments/payment.{transition,wording}.ts',
  'libs/ovgc/src/settlement/{answer.verdict,settlement.facts}.ts',
  'libs/ovgc/src/reconciliation/order-status.verdict.ts',
  'libs/ovgc/src/webhook/webhook.{reader,secret}.ts',
  'libs/ovgc/src/events/delivery.schedule.ts',
]);
