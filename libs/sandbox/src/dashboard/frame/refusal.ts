import { SandboxRequestError } from '../../sandbox.errors.js';

/**
 * Does what a form asks for.
 *
 * @returns the sandbox's words for why it cannot be done; null when it is done.
 * @throws whatever is not the reader's mistake.
 */
export async function refusal(action: () => unknown): Promise<string | null> {
  try {
    await action();
    return null;
  } catch (error) {
    if (error instanceof SandboxRequestError) return error.message;
    throw error;
  }
}
