/** Resolves after a time, in milliseconds. To wait is no reason for a process to stay. */
export function pause(ms: number): Promise<void> {
  // Not that of node:timers/promises, which a clock that tests turn does not reach.
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
