import { readFileSync } from 'node:fs';
import { USER_AGENT } from './gateway.request.js';

// Holds rule 10: amounts are exact decimals.

describe('the user agent', () => {
  it('names the package and the version that is published', () => {
    const manifest = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { name: string; version: string };
    expect(USER_AGENT).toBe(`${manifest.name}/${manifest.version} node/${process.versions.node}`);
  });
});
