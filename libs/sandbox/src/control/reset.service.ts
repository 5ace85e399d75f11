import { Injectable } from '@nestjs/common';
import { Scheduler } from '../clock/scheduler.js';
import { FaultRules } from '../faults/fault.rules.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { WebhookDeliveries } from '../webhooks/webhook.deliveries.js';

/** Brings the sandbox back to how it started. */
@Injectable()
export class Reset {
  constructor(
    private readonly activity: Activity,
    private readonly scheduler: Scheduler,
    private readonly clock: SandboxClock,
    private readonly deliveries: WebhookDeliveries,
    private readonly faults: FaultRules,
    private readonly journal: Journal,
    private readonly sellers: SellerRegistry,
    private readonly store: SandboxStore,
  ) {}

  /** Forgets payments, webhooks and what was planned of them, faults and changes of sellers; the clock shows real time. */
  async everything(): Promise<void> {
    await this.scheduler.whileClockStands(() =>
      this.deliveries.whileStopped(async () => {
        await this.store.clear();
        this.clock.reset();
        await this.sellers.startOver();
        this.faults.clear();
      }),
    );
    this.journal.write('reset', 'payments, webhooks and faults were deleted');
    this.activity.tell({ kind: 'reset' });
  }
}
