import { run } from './base.stryker.mjs';

/** The guard and the deliveries, against real apps and a real ledger. */
export default run('deliveries', [
  'libs/ovgc/src/webhooks/webhook-secret.guard.ts',
  'libs/ovgc/src/deliveries/delivery.{operations,worker,attempt}.ts',
  'libs/ovgc/src/ledger/{deliveries,leases}.queries.ts',
]);
