import base from '../jest.config.mjs';

/** The tests that guard what is mutated, and none that takes long. */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/libs/ovgc', '<rootDir>/test/e2e'],
  testMatch: [
    '<rootDir>/libs/ovgc/**/*.spec.ts',
    '<rootDir>/test/e2e/{create,delivery,reconcile,webhook-outcome,webhook-route}.spec.ts',
  ],
};
