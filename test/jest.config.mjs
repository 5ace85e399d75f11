/** One config for every test: unit specs beside the sources, the rest under test/. */
export default {
  rootDir: '..',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testEnvironment: 'node',
  // The sandbox serves its browser scripts and its API reference from files, also when it runs from its sources.
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // Jest leaves one core alone unless it is told otherwise; where there are two, that is half of them.
  maxWorkers: '100%',
  // What earlier files leave behind in a worker makes the long proofs many times slower.
  workerIdleMemoryLimit: '400MB',
  // Builds, and what mutation testing copies.
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.*/\\.stryker/'],
  moduleNameMapper: {
    // The packages under test are their sources, not a build that may be stale.
    '^nestjs-ovgc$': '<rootDir>/libs/ovgc/src/index.ts',
    '^ovgc-sandbox$': '<rootDir>/libs/sandbox/src/index.ts',
    // Sources name the emitted file, as ES modules must.
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            react: { runtime: 'automatic', importSource: 'preact' },
          },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 30_000,
};
