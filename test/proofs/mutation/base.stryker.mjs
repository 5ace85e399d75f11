/**
 * Mutation testing of what money depends on most: `npm run prove:mutation`. Each mutant is run against the tests that
 * reach it; one that nobody notices is a rule that nobody guards.
 *
 * @param {string} name of the run; its tests are those of `name.jest.mjs`
 * @param {readonly string[]} mutate the files that are mutated
 */
export const run = (name, mutate) => ({
  mutate,
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { configFile: `test/proofs/mutation/${name}.jest.mjs`, enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 15_000,
  thresholds: { high: 95, low: 90, break: 85 },
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: `test/proofs/mutation/report/${name}.html` },
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
  tempDirName: 'test/proofs/mutation/.stryker',
  cleanTempDir: 'always',
  ignorePatterns: [
    'data',
    '**/dist',
    'apps',
    'test/browser',
    'test/proofs/{kill,flush,torn-log}',
    'test/proofs/bodies',
    'test/proofs/outgoing',
  ],
  disableTypeChecks: false,
});
