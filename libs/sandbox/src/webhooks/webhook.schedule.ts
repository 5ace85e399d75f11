/**
 * The waits between a webhook's attempts. The first attempt leaves at once, the last one about 31 hours later: eight
 * in all. Whether the real gateway tries again is not published; this is the shape that its peers publish.
 */
export const DEFAULT_RETRY_SCHEDULE = ['5s', '30s', '2m', '10m', '1h', '6h', '24h'] as const;

/**
 * When to try again.
 *
 * @param attempts how many attempts have failed so far, 1 or more.
 * @param schedule milliseconds between one attempt and the next.
 * @param now when the last attempt ended, by the sandbox's clock.
 * @returns null when it was the last one.
 */
export function nextAttemptAt(
  attempts: number,
  schedule: readonly number[],
  now: Date,
): Date | null {
  const wait = schedule[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
