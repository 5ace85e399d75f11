/**
 * Does work under a signal that is aborted after a time, or as soon as one of the others is.
 *
 * @param ms the time, in milliseconds
 */
export async function withDeadline<T>(
  ms: number,
  others: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Node 20 never forgets what AbortSignal.any makes of a signal that stays, such as that of a shutdown.
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
