import { shared } from './shared.js';

/** How long a build may take, in milliseconds: far more than it takes on a quiet machine. */
export const BUILD_MS = 300_000;

/**
 * Builds the packages, the apps and the shop process, once for all suites. Give the hook that calls it {@link BUILD_MS}.
 *
 * @returns the file of the shop process
 */
export function buildPackages(): Promise<string> {
  return shared('packages');
}
