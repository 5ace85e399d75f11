import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Begins something at a constant rate, whatever became of what began before: a server that stalls meets all that
 * piles up meanwhile, and each wait counts from the moment that was meant, not from when there was room to send
 * (an answer that keeps the next question back would hide the very waits that are looked for).
 *
 * @param work is given its number and the time it was due, in the milliseconds of `performance.now()`
 * @returns when all that began has ended
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
