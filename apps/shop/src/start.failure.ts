import { inspect } from 'node:util';
import { OvgcConfigurationError } from 'nestjs-ovgc';
import { ShopEnvironmentError } from './shop.environment.js';

/** Why the shop did not start, and what to do: a line where the cause is known, everything where it is not. */
export function startFailure(error: unknown): string {
  if (error instanceof ShopEnvironmentError) return `The shop can't start: ${error.message}`;
  if (error instanceof OvgcConfigurationError) {
    return `The shop can't start: ${error.problems.join('; ')}`;
  }
  if (isSystemError(error) && error.code === 'EADDRINUSE') {
    return `The shop can't start: port ${error.port} is taken. Set SHOP_PORT to a free one, as in SHOP_PORT=3001 npm start`;
  }
  return `The shop can't start: ${inspect(error)}`;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { port?: number } {
  return error instanceof Error && 'code' in error;
}
