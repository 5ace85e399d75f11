import { readFileSync } from 'node:fs';
import { DRIFT_VARIANTS } from './drift.js';
import { FAULT_KINDS, FAULT_MEANINGS, FAULT_TARGETS } from './fault.kinds.js';

const README = readFileSync('libs/sandbox/README.md', 'utf8').replaceAll(/ {2,}/g, ' ');

describe('the README', () => {
  it.each(FAULT_TARGETS)(
    'says of each fault of the %s what it does, in the same words',
    (target) => {
      const meanings: Readonly<Record<string, string>> = FAULT_MEANINGS[target];
      for (const kind of FAULT_KINDS[target]) {
        expect(README).toContain(`| \`${kind}\` | ${meanings[kind]} |`);
      }
    },
  );

  it.each(DRIFT_VARIANTS)('names the drift %s', (variant) => {
    expect(README).toContain(`\`${variant}\``);
  });
});
