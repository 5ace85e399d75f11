/**
 * The wait before a retry, with full jitter: a random time below a ceiling that doubles from retry to retry. Callers
 * that failed at the same time don't come back at the same time.
 *
 * @param retry which retry it is, from 1
 * @param firstMs the ceiling of the first wait, in milliseconds
 * @param longestMs the highest ceiling, in milliseconds
 * @param random returns a number in [0, 1)
 * @returns whole milliseconds
 */
export function fullJitter(
  retry: number,
  firstMs: number,
  longestMs: number,
  random: () => number = Math.random,
): number {
  return Math.round(random() * Math.min(longestMs, firstMs * 2 ** (retry - 1)));
}

/**
 * Waits, and ends early when the signal is aborted. Without a signal the wait doesn't keep the process running.
 *
 * @param ms milliseconds
 */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  // Not the one of node:timers/promises, which Jest's fake timers don't replace.
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    if (signal === undefined) timer.unref();
    else if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}
