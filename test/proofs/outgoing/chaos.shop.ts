import type { OvgcModuleOptions, OvgcPaymentsService } from 'nestjs-ovgc';
import { type RunningApp, startApp } from '../../support/app.js';
import { logInto } from '../../support/log.js';

/** A shop that is closed and started again on the same ledger file. */
export class ChaosShop {
  readonly log: string[] = [];
  private running: RunningApp | undefined;
  /** Whether it is closing or closed: results from now on may not be stored. */
  closing = false;

  constructor(
    private readonly baseUrl: string,
    private readonly options: Partial<OvgcModuleOptions>,
  ) {}

  get payments(): OvgcPaymentsService {
    if (!this.running) throw new Error('the shop is closed');
    return this.running.payments;
  }

  async open(change: Partial<OvgcModuleOptions> = {}): Promise<void> {
    this.running = await startApp({
      baseUrl: this.baseUrl,
      options: { ...this.options, ...change },
      nest: { logger: logInto(this.log) },
    });
    this.closing = false;
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.running?.close();
    this.running = undefined;
  }
}
