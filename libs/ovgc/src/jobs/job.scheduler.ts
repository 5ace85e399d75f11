import { ledgerFailureDetail } from '../events/error.text.js';
import { isLedgerLost } from '../ledger/ledger.guard.js';
import { ThrottledLogger } from '../logging/throttled.logger.js';
import type { Redact } from '../ovgc.secrets.js';

/** Work that is due from time to time. */
export interface Job {
  /** What it does, as in "could not expire payments". */
  readonly name: string;
  /**
   * Does a small part of what is due, so that webhooks don't wait for long.
   *
   * @param signal aborted when the app shuts down
   * @returns whether there is more to do now
   */
  step(signal: AbortSignal): Promise<boolean>;
}

/** Runs jobs at an interval. No job waits for another one, such as one that waits for a slow gateway. */
export class JobScheduler {
  private readonly logger = new ThrottledLogger('OvgcJobs');
  private readonly stopping = new AbortController();
  private readonly running = new Map<Job, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  /** @param intervalMs in milliseconds */
  constructor(
    private readonly jobs: readonly Job[],
    private readonly intervalMs: number,
    private readonly redact: Redact,
  ) {}

  start(): void {
    if (this.stopping.signal.aborted) return;
    this.timer = setInterval(() => this.runAll(), this.intervalMs).unref();
  }

  /** Runs all jobs now, and resolves when they have done what is due. A job that is running already runs again. */
  async runNow(): Promise<void> {
    await Promise.all(this.running.values());
    if (!this.stopping.signal.aborted) this.runAll();
    await Promise.all(this.running.values());
  }

  /** Starts no more jobs, and resolves when those that run have ended their step. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await Promise.all(this.running.values());
  }

  private runAll(): void {
    for (const job of this.jobs) {
      if (this.running.has(job)) continue;
      const run = this.run(job).finally(() => this.running.delete(job));
      this.running.set(job, run);
    }
  }

  private async run(job: Job): Promise<void> {
    const { signal } = this.stopping;
    try {
      let more = true;
      while (more && !signal.aborted) more = await job.step(signal);
    } catch (error) {
      if (isLedgerLost(error)) return;
      const message = `Could not ${job.name}. Trying again later.`;
      this.logger.error(job.name, message, ledgerFailureDetail(error, this.redact));
    }
  }
}
