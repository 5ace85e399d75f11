import base from '../jest.config.mjs';

export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/libs/ovgc', '<rootDir>/test/e2e'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{events/delivery.*,ledger/ledger}.spec.ts',
    '<rootDir>/test/e2e/{delivery,webhook-route}.spec.ts',
  ],
  // A query that is built once is built by the first test that asks it: that the others meet its mutants would not show.
  moduleNameMapper: {
    '^\\./prepared\\.js$': '<rootDir>/test/mutation/built.anew.ts',
    ...base.moduleNameMapper,
  },
};
