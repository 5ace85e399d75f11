import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it passes; fails with its own error after a few seconds. */
export async function eventually(check: () => void, timeoutMs = 5000): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    // A pause between two looks is the point.
    // oxlint-disable-next-line no-await-in-loop
    await sleep(20);
  }
}
