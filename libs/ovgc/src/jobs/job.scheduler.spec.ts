import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/app.js';
import { logInto } from '../../../../test/support/log.js';
import { type Job, JobScheduler } from './job.scheduler.js';

/** A job that counts its steps. */
function job(work: (step: number, signal: AbortSignal) => Promise<boolean> | boolean) {
  const counted = {
    steps: 0,
    looksFor: 'lost things',
    step: async (signal: AbortSignal) => {
      counted.steps += 1;
      return work(counted.steps, signal);
    },
  };
  return counted;
}

describe('the sweep', () => {
  let sweep: JobScheduler;
  let lines: string[];

  beforeEach(() => {
    lines = [];
    Logger.overrideLogger(logInto(lines));
  });
  afterEach(async () => {
    await sweep.stop();
    Logger.overrideLogger(false);
  });

  function start(...jobs: Job[]): void {
    sweep = new JobScheduler(jobs, { jobIntervalMs: 10 });
    sweep.start();
  }

  it('does a job step by step while there is more, then again and again', async () => {
    const busy = job((step) => step < 5);
    start(busy);
    await eventually('its steps', () => busy.steps === 5);
    await eventually('the next sweep', () => busy.steps > 6);
  });

  it('does the others while one waits, such as for a slow gateway, or has no end', async () => {
    const waiting = job((_, signal) => sleep(60_000, false, { signal }).catch(() => false));
    const endless = job(() => sleep(1, true));
    const other = job(() => false);
    start(waiting, endless, other);
    await eventually('the other is done', () => other.steps > 3);
    expect(waiting.steps).toBe(1);
  });

  it('does the others when one fails, and that one again', async () => {
    const failing = job(() => Promise.reject(new Error('no such table')));
    const other = job(() => false);
    start(failing, other);
    await eventually('both are done', () => other.steps > 1 && failing.steps > 1);
    expect(lines.join('\n')).toMatch(/could not look for lost things; trying again.*no such table/);
  });

  it('waits for what is under way when it is stopped, and begins nothing more', async () => {
    let ended = false;
    const busy = job(async () => {
      await sleep(50);
      ended = true;
      return true;
    });
    start(busy);
    await eventually('it is at work', () => busy.steps === 1);
    await sweep.stop();
    expect(ended).toBe(true);
    await sleep(30);
    expect(busy.steps).toBe(1);
  });

  it('tells what waits that it is stopped', async () => {
    const waiting = job((_, signal) => sleep(60_000, true, { signal }).catch(() => true));
    start(waiting);
    await eventually('it waits', () => waiting.steps === 1);
    await sweep.stop();
    expect(waiting.steps).toBe(1);
  });

  it('never starts once it was stopped', async () => {
    const idle = job(() => false);
    sweep = new JobScheduler([idle], { jobIntervalMs: 10 });
    await sweep.stop();
    sweep.start();
    await sleep(30);
    expect(idle.steps).toBe(0);
  });
});
