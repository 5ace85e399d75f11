import { Body, Get, HttpCode, Post } from '@nestjs/common';
import { SandboxClock } from '../sandbox.clock.js';
import type { Seller } from '../sellers/seller.js';
import { SellerSettings } from '../sellers/seller.fields.js';
import { Sellers } from '../sellers/sellers.service.js';
import type { Clock } from './clock.controller.js';
import { ControlController } from './control-controller.js';
import { Reset } from './reset.service.js';

/** The default seller’s settings. */
export type Settings = Pick<Seller, 'gatewayActive' | 'minimumAmount' | 'webhookUrl'>;

@ControlController('settings')
export class SettingsController {
  constructor(private readonly sellers: Sellers) {}

  /**
   * Get the default seller’s settings.
   *
   * @returns The settings.
   */
  @Get()
  view(): Settings {
    const { gatewayActive, minimumAmount, webhookUrl } = this.sellers.default;
    return { gatewayActive, minimumAmount, webhookUrl };
  }

  /**
   * Change the default seller’s settings.
   *
   * What is left out does not change.
   *
   * @returns The settings.
   * @throws {400} A field is invalid.
   */
  @Post()
  @HttpCode(200)
  async change(@Body() change: SellerSettings): Promise<Settings> {
    await this.sellers.update(this.sellers.default.id, change);
    return this.view();
  }
}

@ControlController('reset')
export class ResetController {
  constructor(
    private readonly clock: SandboxClock,
    private readonly reset: Reset,
  ) {}

  /**
   * Start over.
   *
   * Deletes payments, webhooks and faults, undoes changes to sellers, and sets the clock back to the machine’s time.
   *
   * @returns What the clock shows again.
   */
  @Post()
  @HttpCode(200)
  async everything(): Promise<Pick<Clock, 'now'>> {
    await this.reset.everything();
    return { now: this.clock.now() };
  }
}
