import { ledgerFailureDetail } from '../events/error.text.js';
import { isLedgerLost } from '../ledger/ledger.guard.js';
import type { DeliveryContext } from './delivery.context.js';
import { renew } from './delivery.operations.js';
import type { RunningAttempts } from './running.attempts.js';

/** Renews the leases of running attempts, three times within `leaseMs`. */
export class LeaseRenewal {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: Pick<DeliveryContext, 'unitOfWork' | 'options' | 'redact' | 'logger'>,
    private readonly running: RunningAttempts,
  ) {}

  start(): void {
    const { leaseMs } = this.context.options;
    this.timer = setInterval(() => void this.renew(), leaseMs / 3).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async renew(): Promise<void> {
    const { unitOfWork, options, redact, logger } = this.context;
    const { tokens } = this.running;
    if (tokens.length === 0) return;
    try {
      const held = new Set(await unitOfWork.run(renew, { tokens, leaseMs: options.leaseMs }));
      // Another process runs the attempts whose leases were lost, so the handlers here should stop.
      this.running.abort(tokens.filter((token) => !held.has(token)));
    } catch (error) {
      if (isLedgerLost(error)) return;
      const message = 'could not renew the leases of running handlers';
      logger.error('renew', message, ledgerFailureDetail(error, redact));
    }
  }
}
