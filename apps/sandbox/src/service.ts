import type { Sandbox } from 'ovgc-sandbox';
import { createSandbox, SandboxOptionsError, SandboxStoreError } from 'ovgc-sandbox';
import { banner } from './banner.js';
import type { Environment } from './environment.js';
import { EnvironmentError, readEnvironment } from './environment.js';

/** Where the service writes to. */
export interface Terminal {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Starts the sandbox as the environment says and tells the terminal of it.
 *
 * @returns the sandbox, or null when it cannot start: then one line on the terminal says why.
 */
export async function startService(env: Environment, terminal: Terminal): Promise<Sandbox | null> {
  try {
    const options = readEnvironment(env);
    const sandbox = await createSandbox({ ...options, log: (line) => terminal.log(line) });
    terminal.log(banner(sandbox, options));
    return sandbox;
  } catch (error) {
    const reason = reasonOf(error, env);
    if (reason === null) throw error;
    terminal.error(`The OVGC sandbox cannot start: ${reason}`);
    return null;
  }
}

/** Why it cannot start, in words that name what to change; null when nobody foresaw it. */
function reasonOf(error: unknown, env: Environment): string | null {
  if (error instanceof EnvironmentError || error instanceof SandboxOptionsError) {
    return error.message;
  }
  if (error instanceof SandboxStoreError) return `${error.message} The folder is DATA_DIR.`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const port = env['SANDBOX_PORT'] || '4010';
  const host = env['HOST'] || '127.0.0.1';
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is taken. Stop what listens there, or set SANDBOX_PORT to another port.`;
    case 'EACCES':
      return `port ${port} may not be used. Set SANDBOX_PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine has no address "${host}". Set HOST to one that it has, or unset it.`;
    default:
      return null;
  }
}
