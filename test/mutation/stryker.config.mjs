/**
 * Mutation testing of what money depends on most: `npm run prove:mutation`. Each mutant is run against the tests that
 * reach it; one that nobody notices is a rule that nobody guards.
 */
export default {
  mutate: [
    'libs/ovgc/src/payments/payment.transition.ts',
    'libs/ovgc/src/payments/payment.wording.ts',
    'libs/ovgc/src/settlement/{answer.verdict,settlement.facts}.ts',
    'libs/ovgc/src/reconciliation/order-status.verdict.ts',
    'libs/ovgc/src/webhook/{webhook-secret.guard,webhook.reader,webhook.secret}.ts',
    'libs/ovgc/src/events/delivery.{ledger,runner,schedule,try}.ts',
    'libs/ovgc/src/ledger/leases.queries.ts',
  ],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: 'test/mutation/jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  thresholds: { high: 95, low: 90, break: 85 },
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: 'test/mutation/report/index.html' },
  clearTextReporter: { allowColor: false, logTests: false, skipFull: true },
  tempDirName: 'test/mutation/.stryker',
  cleanTempDir: 'always',
  ignorePatterns: [
    'data',
    '**/dist',
    'apps',
    'test/browser',
    'test/crash',
    'test/soak',
    'test/chaos',
  ],
  disableTypeChecks: false,
};
