import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/app.js';
import { logInto } from '../../../../test/support/log.js';
import { type Job, JobScheduler } from './job.scheduler.js';
import { unredacted } from '../../../../test/support/unredacted.js';

/** A job that counts its steps. */
function job(work: (step: number, signal: AbortSignal) => Promise<boolean> | boolean) {
  const counted = {
    steps: 0,
    name: 'find lost things',
    step: async (signal: AbortSignal) => {
      counted.steps += 1;
      return work(counted.steps, signal);
    },
  };
  return counted;
}

describe('the job scheduler', () => {
  let scheduler: JobScheduler;
  let lines: string[];

  beforeEach(() => {
    lines = [];
    Logger.overrideLogger(logInto(lines));
  });
  afterEach(async () => {
    await scheduler.stop();
    Logger.overrideLogger(false);
  });

  function start(...jobs: Job[]): void {
    scheduler = new JobScheduler(jobs, 10, unredacted);
    scheduler.start();
  }

  it('runs a job step by step while there is more, and again at the next interval', async () => {
    const busy = job((step) => step < 5);
    start(busy);
    await eventually('its steps', () => busy.steps === 5);
    await eventually('the next run', () => busy.steps > 6);
  });

  it('runs the others while one waits for a slow gateway, or never ends', async () => {
    const waiting = job((_, signal) => sleep(60_000, false, { signal }).catch(() => false));
    const endless = job(() => sleep(1, true));
    const other = job(() => false);
    start(waiting, endless, other);
    await eventually('the other is done', () => other.steps > 3);
    expect(waiting.steps).toBe(1);
  });

  it('runs the others when one fails, and runs that one again', async () => {
    const failing = job(() => Promise.reject(new Error('no such table')));
    const other = job(() => false);
    start(failing, other);
    await eventually('both are done', () => other.steps > 1 && failing.steps > 1);
    expect(lines.join('\n')).toMatch(
      /Could not find lost things\. Trying again later\..*no such table/,
    );
  });

  it('logs a failure of the database once a second, with its code and without a stack', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    const failing = job(() => Promise.reject(full));
    start(failing);
    await eventually('it has failed often', () => failing.steps > 10);
    expect(lines[0]).toBe('Could not find lost things. Trying again later. SQLITE_FULL OvgcJobs');
    expect(lines.length).toBeLessThan(failing.steps / 2);
  });

  it('lets running jobs end when it stops, and starts none', async () => {
    let ended = false;
    const busy = job(async () => {
      await sleep(50);
      ended = true;
      return true;
    });
    start(busy);
    await eventually('it is at work', () => busy.steps === 1);
    await scheduler.stop();
    expect(ended).toBe(true);
    await sleep(30);
    expect(busy.steps).toBe(1);
  });

  it('aborts the signal of a waiting job when it stops', async () => {
    const waiting = job((_, signal) => sleep(60_000, true, { signal }).catch(() => true));
    start(waiting);
    await eventually('it waits', () => waiting.steps === 1);
    await scheduler.stop();
    expect(waiting.steps).toBe(1);
  });

  it('never starts after it was stopped', async () => {
    const idle = job(() => false);
    scheduler = new JobScheduler([idle], 10, unredacted);
    await scheduler.stop();
    scheduler.start();
    await sleep(30);
    expect(idle.steps).toBe(0);
  });
});
