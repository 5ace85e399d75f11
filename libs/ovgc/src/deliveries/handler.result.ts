import { types } from 'node:util';
import { isObservable, type Observable, Subscription } from 'rxjs';

/**
 * Waits for what a handler returns, as Nest does for a controller: for a promise, and for an Observable to its end and
 * then for its last value. A generator is run to its end: until then, nothing of its code has run.
 *
 * @param signal when it is aborted, an Observable is unsubscribed from, and a generator is left at its next `yield`
 * @throws the error that it fails with, or the signal's reason
 */
export async function waitForResult(returned: unknown, signal: AbortSignal): Promise<void> {
  const result = await returned;
  if (isObservable(result)) return waitForResult(await lastValueOf(result, signal), signal);
  if (!isGenerator(result)) return;
  for await (const yielded of result) {
    signal.throwIfAborted();
    await waitForResult(yielded, signal);
  }
}

/** Like `lastValueFrom`, but none is a value as well, and the signal ends the subscription. */
function lastValueOf(values: Observable<unknown>, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const subscription = new Subscription();
    const abort = () => {
      subscription.unsubscribe();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    let last: unknown;
    subscription.add(
      values.subscribe({
        next: (value) => (last = value),
        error: reject,
        complete: () => resolve(last),
      }),
    );
  });
}

function isGenerator(value: unknown): value is Generator | AsyncGenerator {
  return types.isGeneratorObject(value);
}
