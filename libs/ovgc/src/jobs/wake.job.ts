import type { DeliveryWorker } from '../deliveries/delivery.worker.js';
import type { Job } from './job.scheduler.js';

/**
 * Wakes the delivery worker, for apps whose clock somebody turns: its timer was set for the machine's clock, and doesn't
 * know that a retry has become due.
 */
export class WakeJob implements Job {
  readonly name = 'deliver what is due';

  constructor(private readonly worker: Pick<DeliveryWorker, 'wake'>) {}

  step(): Promise<boolean> {
    this.worker.wake();
    return Promise.resolve(false);
  }
}
