import { Injectable } from '@nestjs/common';
import { SandboxOptionsError, SandboxRequestError } from '../sandbox.errors.js';
import { checkMinimumAmount, checkWebhookUrl, SandboxOptions } from '../sandbox.options.js';

/** What the seller's gateway is set to, as a seller or an admin would in the dashboard. */
export interface GatewaySettingsView {
  /** False answers each create call with 400 `Payment gateway inactive`. */
  readonly gatewayActive: boolean;
  /** Exact decimal in major units with two places; less is answered with 400 `Invalid amount`. */
  readonly minimumAmount: string;
  /** Where webhooks go; null keeps them in the log. */
  readonly webhookUrl: string | null;
}

/** Settings to change; what is left out stays. */
export interface GatewaySettingsChange {
  readonly gatewayActive?: boolean | undefined;
  readonly minimumAmount?: string | number | undefined;
  readonly webhookUrl?: string | null | undefined;
}

/** The settings of the seller's gateway while the sandbox runs. A reset or a restart goes back to the options. */
@Injectable()
export class GatewaySettings {
  #atStart: GatewaySettingsView;
  #now: GatewaySettingsView;

  constructor(options: SandboxOptions) {
    const { gatewayActive, minimumAmount, webhookUrl } = options;
    this.#atStart = { gatewayActive, minimumAmount, webhookUrl };
    this.#now = this.#atStart;
  }

  get view(): GatewaySettingsView {
    return this.#now;
  }

  /**
   * Changes settings until the next reset.
   *
   * @throws {SandboxRequestError} naming the setting that cannot be used; then nothing changes.
   */
  change(change: GatewaySettingsChange): GatewaySettingsView {
    const { gatewayActive, minimumAmount, webhookUrl } = change;
    if (gatewayActive !== undefined && typeof gatewayActive !== 'boolean') {
      throw new SandboxRequestError('gatewayActive must be true or false.');
    }
    try {
      this.#now = {
        gatewayActive: gatewayActive ?? this.#now.gatewayActive,
        minimumAmount:
          minimumAmount === undefined ? this.#now.minimumAmount : checkMinimumAmount(minimumAmount),
        webhookUrl: webhookUrl === undefined ? this.#now.webhookUrl : checkWebhookUrl(webhookUrl),
      };
    } catch (error) {
      throw error instanceof SandboxOptionsError ? new SandboxRequestError(error.message) : error;
    }
    return this.#now;
  }

  /**
   * Points webhooks elsewhere for good, as if the sandbox had been started so: a shop under test knows its address
   * only once it listens.
   *
   * @throws {SandboxRequestError} when the address cannot be used.
   */
  connect(webhookUrl: string | null): void {
    this.change({ webhookUrl });
    this.#atStart = { ...this.#atStart, webhookUrl };
  }

  reset(): void {
    this.#now = this.#atStart;
  }
}
