import { availableParallelism } from 'node:os';
import { compiler } from './jest.compiler.mjs';

/** One configuration for all tests: unit specs are beside the sources, the rest is in test/. */
export default {
  rootDir: '..',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  // Much of the suite waits for browsers and processes, so that three workers keep two cores busy.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // The memory that earlier files leave in a worker makes the long proofs many times slower.
  workerIdleMemoryLimit: '400MB',
  // Builds, and the copies that mutation testing makes.
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.*/\\.stryker/'],
  moduleNameMapper: {
    // The packages under test run from their sources.
    '^nestjs-ovgc$': '<rootDir>/libs/ovgc/src/index.ts',
    '^nestjs-ovgc/testing$': '<rootDir>/libs/ovgc/src/testing/index.ts',
    '^ovgc-sandbox$': '<rootDir>/libs/sandbox/src/index.ts',
    // Sources import the emitted file, as ES modules must.
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', compiler],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 30_000,
};
