import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SandboxOptionsError } from '../sandbox.errors.js';
import { check } from '../validation/checked.js';
import { SeedDocument } from './seed.document.js';
import { seedConflict } from './seed.conflicts.js';

/**
 * Reads what the sandbox is to start with.
 *
 * @param seed the path of a JSON file, or the document itself.
 * @throws {SandboxOptionsError} saying what is wrong, where, and what to give instead.
 */
export function readSeed(seed: string | SeedDocument): SeedDocument {
  const source = typeof seed === 'string' ? `seed file ${resolve(seed)}` : 'seed';
  const checked = check(SeedDocument, typeof seed === 'string' ? readJson(seed, source) : seed);
  const problem = checked.kind === 'valid' ? seedConflict(checked.value) : checked;
  if (checked.kind === 'valid' && problem === null) return checked.value;
  const where = problem?.path === '' ? 'it' : problem?.path;
  throw new SandboxOptionsError(`${source}: ${where} ${problem?.problem}`);
}

function readJson(path: string, source: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SandboxOptionsError(
      `${source}: it cannot be read (${code}); give the path of a JSON file, from the folder that the sandbox is started in.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new SandboxOptionsError(
      `${source}: it must be JSON, such as {"sellers": [{"name": "Acme", "apiKeys": [{"label": "Shop", "key": "acme_api_key"}]}]}.`,
    );
  }
}
