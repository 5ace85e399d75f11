import { getEventListeners } from 'node:events';
import { withDeadline } from './deadline.js';

/** Resolves when it is aborted. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    if (signal.aborted) resolve('aborted at once');
    signal.addEventListener('abort', () => resolve('aborted'));
  });

describe('work with a deadline', () => {
  it('returns its result, and removes its listeners', async () => {
    const { signal } = new AbortController();
    expect(await withDeadline(20, [signal], () => Promise.resolve('done'))).toBe('done');
    await expect(withDeadline(20, [signal], () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is aborted after its time, and not before', async () => {
    const begun = performance.now();
    expect(await withDeadline(50, [], untilAborted)).toBe('aborted');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(49);
  });

  it('is aborted with any of the other signals', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const ended = withDeadline(60_000, [first.signal, second.signal], untilAborted);
    second.abort();
    expect(await ended).toBe('aborted');
    expect(await withDeadline(60_000, [first.signal, second.signal], untilAborted)).toBe(
      'aborted at once',
    );
  });
});
