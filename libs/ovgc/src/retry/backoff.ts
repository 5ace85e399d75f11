/**
 * How long to wait before the next try: anywhere between nothing and an exponentially growing ceiling, so that
 * those who failed together don't come back together.
 *
 * @param retry which retry it is, from 1
 * @param firstMs the ceiling of the first wait, in milliseconds
 * @param longestMs what the ceiling never exceeds, in milliseconds
 * @param random a number in [0, 1)
 */
export function fullJitter(
  retry: number,
  firstMs: number,
  longestMs: number,
  random: () => number = Math.random,
): number {
  return Math.round(random() * Math.min(longestMs, firstMs * 2 ** (retry - 1)));
}

/** Resolves after a time, in milliseconds. To wait is no reason for a process to stay. */
export function sleep(ms: number): Promise<void> {
  // Not that of node:timers/promises, which a clock that tests turn does not reach.
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
