import { forget } from './one.failure.mjs';

/** Runs what is quick to notice a mutant before what would wait for it: by path, units come first. */
export default class UnitsFirst {
  constructor() {
    forget();
  }

  sort(tests) {
    return tests.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
