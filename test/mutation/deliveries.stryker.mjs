import { run } from './base.stryker.mjs';

/** The guard and the deliveries, against real apps and a real ledger. */
export default {
  ...run('deliveries', [
    'libs/ovgc/src/webhook/webhook-secret.guard.ts',
    'libs/ovgc/src/events/delivery.{ledger,runner,try}.ts',
    'libs/ovgc/src/ledger/{deliveries,leases}.queries.ts',
  ]),
  // A query is built once, by the first of the tests that ask it: which of them a mutant meets can't be told.
  coverageAnalysis: 'off',
  ignoreStatic: false,
};
