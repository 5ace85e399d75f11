import { Injectable } from '@nestjs/common';
import { Agenda } from '../clock/agenda.js';
import { TurnableClock } from '../clock/turnable.clock.js';
import { FaultRules } from '../faults/fault.rules.js';
import { Activity } from '../journal/activity.js';
import { Journal } from '../journal/journal.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { WebhookDeliveries } from '../webhooks/webhook.deliveries.js';

/** Brings the sandbox back to how it started. */
@Injectable()
export class Reset {
  constructor(
    private readonly activity: Activity,
    private readonly agenda: Agenda,
    private readonly clock: TurnableClock,
    private readonly deliveries: WebhookDeliveries,
    private readonly faults: FaultRules,
    private readonly journal: Journal,
    private readonly sellers: SellerRegistry,
    private readonly store: SandboxStore,
  ) {}

  /** Forgets payments, webhooks and what was planned of them, faults and changes of sellers; the clock shows real time. */
  async everything(): Promise<void> {
    await this.agenda.between(() =>
      this.deliveries.whileStopped(async () => {
        await this.store.clear();
        this.clock.restart();
        await this.sellers.startOver();
        this.faults.clear();
      }),
    );
    this.journal.write('reset', 'everything is forgotten');
    this.activity.tell({ kind: 'reset' });
  }
}
