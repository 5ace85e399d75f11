import { afterAttempt } from './webhook.progress.js';

const now = new Date('2026-01-31T12:00:00Z');
const schedule = [5_000, 30_000];
const fresh = { state: 'pending', attempts: 0, nextAttemptAt: now } as const;
const failed = { reason: 'schedule', delivered: false } as const;

describe('a webhook after an attempt', () => {
  it('is delivered, and nothing more is planned', () => {
    const after = afterAttempt(fresh, { reason: 'schedule', delivered: true }, schedule, now);
    expect(after).toEqual({ state: 'delivered', attempts: 1, nextAttemptAt: null });
  });

  it('is retried by the schedule, and failed after its last attempt', () => {
    const first = afterAttempt(fresh, failed, schedule, now);
    expect(first.nextAttemptAt).toEqual(new Date('2026-01-31T12:00:05Z'));
    const second = afterAttempt(first, failed, schedule, now);
    expect(second.nextAttemptAt).toEqual(new Date('2026-01-31T12:00:30Z'));
    const third = afterAttempt(second, failed, schedule, now);
    expect(third).toEqual({ state: 'failed', attempts: 3, nextAttemptAt: null });
  });

  it('is not retried when the schedule is empty', () => {
    expect(afterAttempt(fresh, failed, [], now).state).toBe('failed');
  });

  it('stays delivered when a later attempt fails', () => {
    const delivered = { state: 'delivered', attempts: 1, nextAttemptAt: null } as const;
    expect(afterAttempt(delivered, failed, schedule, now).state).toBe('delivered');
    const resend = { reason: 'resend', delivered: false } as const;
    expect(afterAttempt(delivered, resend, schedule, now)).toEqual(delivered);
  });

  it('keeps its plan when a resend fails in the meantime, and drops it when one works', () => {
    const waiting = { state: 'pending', attempts: 2, nextAttemptAt: now } as const;
    const resend = (delivered: boolean) =>
      afterAttempt(waiting, { reason: 'resend', delivered }, schedule, now);
    expect(resend(false)).toEqual(waiting);
    expect(resend(true)).toEqual({ state: 'delivered', attempts: 2, nextAttemptAt: null });
  });

  it.each(['failed', 'dropped', 'no_endpoint'] as const)(
    'that was %s is failed when a resend fails',
    (state) => {
      const before = { state, attempts: 0, nextAttemptAt: null };
      const after = afterAttempt(before, { reason: 'resend', delivered: false }, schedule, now);
      expect(after.state).toBe('failed');
    },
  );

  it('that was triggered has one attempt', () => {
    const before = { state: 'pending', attempts: 0, nextAttemptAt: null } as const;
    const after = afterAttempt(before, { reason: 'trigger', delivered: false }, schedule, now);
    expect(after).toEqual({ state: 'failed', attempts: 0, nextAttemptAt: null });
  });
});
