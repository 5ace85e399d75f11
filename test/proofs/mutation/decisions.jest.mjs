import base from '../../jest.config.mjs';

export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/libs/ovgc'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{payments,checkout,transitions,order-status,webhooks}/*.spec.ts',
    '<rootDir>/libs/ovgc/src/deliveries/retry.policy.spec.ts',
  ],
};
