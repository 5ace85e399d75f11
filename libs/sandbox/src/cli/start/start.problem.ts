import { SandboxOptionsError, SandboxStoreError } from '../../sandbox.errors.js';
import type { StartSettings } from './start.settings.js';

/**
 * Why the sandbox cannot start, in words that name what to change; null when nobody foresaw it.
 *
 * @param error what `createSandbox` threw.
 */
export function startProblem(error: unknown, { options, names }: StartSettings): string | null {
  if (error instanceof SandboxOptionsError) return error.message;
  if (error instanceof SandboxStoreError) return `${error.message} The folder is ${names.data}.`;
  const { port, host } = options;
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `port ${port} is taken. Stop what listens there, or set ${names.port} to another port.`;
    case 'EACCES':
      return `port ${port} may not be used. Set ${names.port} to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `this machine has no address "${host}". Set ${names.host} to one that it has, or leave it out.`;
    default:
      return null;
  }
}
