import TestSequencer from '@jest/test-sequencer';

/**
 * Runs the suites that start processes and browsers before the others, so that none of them is the last one on its own.
 * Where Jest knows from an earlier run how long each takes, it sorts by that.
 */
export default class ProcessesFirst extends TestSequencer {
  sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is not an array's
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const rank = ({ path }) =>
      [/\/proofs\/|\/consumers\//, /\/browser\//, /\/test\//].findIndex((kind) =>
        kind.test(path),
      ) >>> 0;
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
