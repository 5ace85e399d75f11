import { run } from './base.stryker.mjs';

/** The guard and the deliveries, against real apps and a real ledger. */
export default run('deliveries', [
  'libs/ovgc/src/webhooks/webhook-secret.guard.ts',
  'libs/ovgc/src/deliveries/{delivery,replay}.operations.ts',
  'libs/ovgc/src/deliveries/{delivery.worker,delivery.attempt,dead-letter.report}.ts',
  'libs/ovgc/src/deliveries/{running.attempts,lease.renewal,handler.result,handler.warnings}.ts',
  'libs/ovgc/src/ledger/{deliveries,claims,leases,reassign}.queries.ts',
]);
