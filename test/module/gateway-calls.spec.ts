import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('calls to the gateway', () => {
  it('can be many at once without a warning of a listener leak', async () => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', '@swc-node/register/esm-register', 'test/module/fixtures/many.calls.ts'],
      { cwd: ROOT, env: { ...process.env, SWC_NODE_PROJECT: 'test/tsconfig.json' } },
    );
    expect({ stdout, stderr }).toEqual({ stdout: '50', stderr: '' });
  });
});
