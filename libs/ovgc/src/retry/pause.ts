/** Resolves after a time, in milliseconds. To wait is no reason for a process to stay. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
