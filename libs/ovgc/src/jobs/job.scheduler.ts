import { Logger } from '@nestjs/common';
import { failureDetail } from '../events/error.text.js';
import type { OvgcOptions } from '../ovgc.options.js';

/** Something that is to be seen to from time to time, because nobody calls for it. */
export interface Job {
  /** What it looks for, to complete "could not look for …". */
  readonly looksFor: string;
  /**
   * Does a small step of what is due, so that webhooks need not wait for it; answers whether there is more.
   *
   * @param signal aborted when the app shuts down
   */
  step(signal: AbortSignal): Promise<boolean>;
}

/** Does the jobs, again and again; none waits for another, such as for one that waits for a slow gateway. */
export class JobScheduler {
  private readonly logger = new Logger('OvgcJobs');
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly underWay = new Map<Job, Promise<void>>();

  constructor(
    private readonly jobs: readonly Job[],
    private readonly options: Pick<OvgcOptions, 'jobIntervalMs'>,
  ) {}

  start(): void {
    if (this.stopping.signal.aborted) return;
    this.timer = setInterval(() => this.sweep(), this.options.jobIntervalMs).unref();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await Promise.all(this.underWay.values());
  }

  /** Begins with what is due now, except for what is still at work. */
  private sweep(): void {
    for (const job of this.jobs) {
      if (this.underWay.has(job)) continue;
      const work = this.complete(job).finally(() => this.underWay.delete(job));
      this.underWay.set(job, work);
    }
  }

  private async complete(job: Job): Promise<void> {
    const { signal } = this.stopping;
    try {
      let more = true;
      while (more && !signal.aborted) more = await job.step(signal);
    } catch (error) {
      this.logger.error(`could not look for ${job.looksFor}; trying again`, failureDetail(error));
    }
  }
}
