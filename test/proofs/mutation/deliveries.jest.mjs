import { fileURLToPath } from 'node:url';
import base from './base.jest.mjs';

// A few of the model's programs and interleavings, always the same ones, so that every mutant meets the same tests.
Object.assign(process.env, {
  MODEL_RUNS: '200',
  MODEL_SEED: '7',
  INTERLEAVINGS: '200',
  INTERLEAVING_SEED: '7',
});

export default {
  ...base,
  roots: ['<rootDir>/libs/ovgc', '<rootDir>/test'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{deliveries/{delivery,handler}.*,ledger/ledger,webhooks/*.guard}.spec.ts',
    '<rootDir>/test/module/{delivery,delivery-order,handler-result,reassign,webhook-route}.spec.ts',
    '<rootDir>/test/proofs/{model/shop,interleavings/race}-1.spec.ts',
  ],
  // Stryker understands only a full path.
  testEnvironment: fileURLToPath(import.meta.resolve('./one.failure.mjs')),
  testSequencer: '<rootDir>/test/proofs/mutation/units.first.mjs',
  // A prepared query is built by the first test that runs it, which would hide that other tests reach its mutants.
  moduleNameMapper: {
    '^\\./prepared\\.js$': '<rootDir>/test/proofs/mutation/built.anew.ts',
    ...base.moduleNameMapper,
  },
};
