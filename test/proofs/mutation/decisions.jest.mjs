import base from './base.jest.mjs';

export default {
  ...base,
  roots: ['<rootDir>/libs/ovgc'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{payments,checkout,transitions,order-status,webhooks}/*.spec.ts',
    '<rootDir>/libs/ovgc/src/deliveries/retry.policy.spec.ts',
  ],
};
