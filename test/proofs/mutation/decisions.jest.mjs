import base from '../../jest.config.mjs';

export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/libs/ovgc'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{payments,settlement,reconciliation,webhook}/*.spec.ts',
    '<rootDir>/libs/ovgc/src/events/delivery.schedule.spec.ts',
  ],
};
