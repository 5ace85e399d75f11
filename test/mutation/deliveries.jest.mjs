import base from '../jest.config.mjs';

export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/libs/ovgc', '<rootDir>/test/e2e'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{events/delivery.*,ledger/ledger}.spec.ts',
    '<rootDir>/test/e2e/{delivery,webhook-route}.spec.ts',
  ],
};
