import { fileURLToPath } from 'node:url';
import base from '../../jest.config.mjs';

// A few of the model's programs and of the interleavings, always the same: a mutant that one of them meets, each does.
Object.assign(process.env, {
  MODEL_RUNS: '200',
  MODEL_SEED: '7',
  INTERLEAVINGS: '200',
  INTERLEAVING_SEED: '7',
});

export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/libs/ovgc', '<rootDir>/test'],
  testMatch: [
    '<rootDir>/libs/ovgc/src/{deliveries/delivery.*,ledger/ledger,webhooks/*.guard}.spec.ts',
    '<rootDir>/test/module/{delivery,delivery-order,webhook-route}.spec.ts',
    '<rootDir>/test/proofs/{model/shop,interleavings/race}-1.spec.ts',
  ],
  // By its full path, which is all that Stryker understands.
  testEnvironment: fileURLToPath(import.meta.resolve('./one.failure.mjs')),
  testSequencer: '<rootDir>/test/proofs/mutation/units.first.mjs',
  // A query that is built once is built by the first test that asks it: that the others meet its mutants would not show.
  moduleNameMapper: {
    '^\\./prepared\\.js$': '<rootDir>/test/proofs/mutation/built.anew.ts',
    ...base.moduleNameMapper,
  },
};
