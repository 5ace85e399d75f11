import { Logger } from '@nestjs/common';
import { failureDetail } from '../events/failure.text.js';
import type { OvgcOptions } from '../ovgc.options.js';

/** Something that is to be seen to from time to time, because nobody calls for it. */
export interface Chore {
  /** What it looks for, to complete "could not look for …". */
  readonly looksFor: string;
  /**
   * Does a small step of what is due, so that webhooks need not wait for it; answers whether there is more.
   *
   * @param signal aborted when the app shuts down
   */
  step(signal: AbortSignal): Promise<boolean>;
}

/** Does the chores, again and again; none waits for another, such as for one that waits for a slow gateway. */
export class Sweep {
  private readonly logger = new Logger('OvgcSweep');
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly underWay = new Map<Chore, Promise<void>>();

  constructor(
    private readonly chores: readonly Chore[],
    private readonly options: Pick<OvgcOptions, 'sweepEveryMs'>,
  ) {}

  start(): void {
    if (this.stopping.signal.aborted) return;
    this.timer = setInterval(() => this.sweep(), this.options.sweepEveryMs).unref();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    await Promise.all(this.underWay.values());
  }

  /** Begins with what is due now, except for what is still at work. */
  private sweep(): void {
    for (const chore of this.chores) {
      if (this.underWay.has(chore)) continue;
      const work = this.complete(chore).finally(() => this.underWay.delete(chore));
      this.underWay.set(chore, work);
    }
  }

  private async complete(chore: Chore): Promise<void> {
    const { signal } = this.stopping;
    try {
      let more = true;
      while (more && !signal.aborted) more = await chore.step(signal);
    } catch (error) {
      this.logger.error(`could not look for ${chore.looksFor}; trying again`, failureDetail(error));
    }
  }
}
