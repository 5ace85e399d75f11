import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts work at a constant rate, whether or not the earlier work has ended. A server that stalls gets everything that
 * piles up in the meantime, and each wait counts from when the work was due. A client that waits for an answer before it
 * sends the next request would hide the waits that a soak looks for.
 *
 * @param work receives its number and when it was due, in the milliseconds of `performance.now()`
 * @returns a promise that resolves when all work has ended
 */
export async function atConstantRate(
  perSecond: number,
  seconds: number,
  work: (nth: number, dueAt: number) => Promise<void>,
): Promise<void> {
  const begun: Set<Promise<void>> = new Set();
  const start = performance.now();
  const count = perSecond * seconds;
  for (let nth = 0; nth < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - start) * perSecond) / 1000) + 1);
    for (; nth < due; nth += 1) {
      const ended = work(nth, start + (nth * 1000) / perSecond).finally(() => begun.delete(ended));
      begun.add(ended);
    }
    await sleep(1);
  }
  await Promise.all(begun);
}
