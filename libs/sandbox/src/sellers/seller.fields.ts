import { Transform } from 'class-transformer';
import { IsFlag, IsName, IsSecret, Optional, Satisfies } from '../validation/rules.js';
import { minimumAmountProblem } from './minimum-amount.js';
import { webhookUrlProblem } from './webhook.url.js';

/** Settings of a seller. What is left out does not change. */
export class SellerSettings {
  /** When false, each create call is answered with 400 `Payment gateway inactive`. */
  @Optional()
  @IsFlag()
  readonly gatewayActive?: boolean | undefined;

  /** The smallest amount that can be paid, in major units: 0.01 or more, with two decimals at most. */
  @Optional()
  @Satisfies('isMinimumAmount', minimumAmountProblem)
  readonly minimumAmount?: string | number | undefined;

  /** Where webhooks are sent, over http or https; null keeps them in the log as `no_endpoint`. */
  @Optional()
  @Satisfies('isWebhookUrl', (value) => (value === null ? null : webhookUrlProblem(value)))
  readonly webhookUrl?: string | null | undefined;
}

/** Changes to a seller. What is left out does not change. */
export class SellerChange extends SellerSettings {
  /** Shown to customers; unique among the sellers. */
  @Optional()
  @IsName()
  readonly name?: string | undefined;
}

/** A seller to add. It starts with one API key, labelled `Default`. */
export class NewSeller extends SellerSettings {
  /** Shown to customers; unique among the sellers. */
  @IsName()
  readonly name!: string;

  /** What its webhooks carry as `webhook_secret`. Default: a random one. */
  @Optional()
  @IsSecret()
  readonly webhookSecret?: string | undefined;
}

/** An API key to add. */
export class NewApiKey {
  /** What it is for, such as `CI`. */
  @IsName()
  readonly label!: string;
}

/** A new webhook secret, which replaces the current one. */
export class NewWebhookSecret {
  /** Default: a random one. */
  @Optional()
  @IsSecret()
  readonly webhookSecret?: string | undefined;
}

/** Whether secrets are shown. */
export class RevealOptions {
  /** True shows secrets instead of masking them. */
  @Optional()
  @IsFlag()
  @Transform(({ value }) => ({ true: true, false: false })[String(value)] ?? (value as unknown))
  readonly reveal?: boolean | undefined;
}
