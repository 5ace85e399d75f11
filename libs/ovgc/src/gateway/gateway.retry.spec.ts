import fc from 'fast-check';
import { unavailable } from './gateway.failure.js';
import { parseRetryAfter, shouldRetry } from './gateway.retry.js';

const STOP = { retry: false };
const first = { attempt: 1, retries: 2 };
const longest = () => 1;

describe('shouldRetry', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'timeout', 'HTTP 408', 'HTTP 429', 'HTTP 500'])(
    'repeats an attempt that failed with %s, after at most half a second',
    (reason) => {
      const decision = { retry: true, waitMs: 500 };
      expect(shouldRetry(unavailable(reason, 'unknown'), first, longest)).toEqual(decision);
    },
  );

  it('stops after the last retry', () => {
    const failed = unavailable('timeout', 'unknown');
    expect(shouldRetry(failed, { attempt: 2, retries: 2 })).toMatchObject({ retry: true });
    expect(shouldRetry(failed, { attempt: 3, retries: 2 })).toEqual(STOP);
    expect(shouldRetry(failed, { attempt: 1, retries: 0 })).toEqual(STOP);
  });

  it('stops when the app shuts down', () => {
    expect(shouldRetry(unavailable('shutdown', 'unknown'), first)).toEqual(STOP);
  });

  it('stops after a rejection, and after an answer that is not documented', () => {
    const rejected = { kind: 'rejected', code: 'invalid_amount', message: 'no' } as const;
    expect(shouldRetry(rejected, first)).toEqual(STOP);
    expect(shouldRetry({ kind: 'unexpected', reason: 'HTML' }, first)).toEqual(STOP);
  });

  it.each([0, 1, 2500, 10_000])('waits %d ms of Retry-After, and its own delay', (retryAfterMs) => {
    const failed = unavailable('HTTP 429', 'unknown', retryAfterMs);
    const decision = { retry: true, waitMs: retryAfterMs + 500 };
    expect(shouldRetry(failed, first, longest)).toEqual(decision);
  });

  it('stops when Retry-After is longer than ten seconds', () => {
    const failed = unavailable('HTTP 503', 'unknown', 10_001);
    expect(shouldRetry(failed, first)).toEqual(STOP);
  });
});

describe('parseRetryAfter', () => {
  const sentAt = 'Sun, 06 Nov 1994 08:49:00 GMT';

  it.each([
    ['0', 0],
    ['1', 1000],
    ['120', 120_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun, 06 Nov 1994 08:48:00 GMT', 0],
  ])('reads %s', (header, ms) => {
    expect(parseRetryAfter(header, sentAt)).toBe(ms);
  });

  it.each([undefined, null, 5, '', ' ', '-5', '1.5', '1e3', 'soon', 'soon GMT', '2026-01-01'])(
    'ignores %p',
    (header) => {
      expect(parseRetryAfter(header, sentAt)).toBeNull();
    },
  );

  it.each([undefined, 'yesterday'])('takes a date by the machine’s clock after %p', (date) => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const ms = parseRetryAfter(inAMinute, date);
    expect(ms).toBeGreaterThan(50_000);
    expect(ms).toBeLessThanOrEqual(60_000);
  });

  it('is never negative, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (header) => {
        const ms = parseRetryAfter(header, sentAt);
        expect(ms === null || ms >= 0).toBe(true);
      }),
    );
  });
});
