/**
 * Runs `work` with a signal that is aborted after a time, or as soon as one of `others` is.
 *
 * @param ms milliseconds
 */
export async function withDeadline<T>(
  ms: number,
  others: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any: in Node 20 its signals stay in memory as long as a source that lives on, such as the shutdown's.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  for (const other of others) other.addEventListener('abort', abort);
  if (others.some(({ aborted }) => aborted)) abort();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    for (const other of others) other.removeEventListener('abort', abort);
  }
}
