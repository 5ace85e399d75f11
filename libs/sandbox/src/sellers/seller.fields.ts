import { IsBoolean } from 'class-validator';
import { IsName, IsSecret, Optional, Satisfies } from '../validation/rules.js';
import { webhookUrlProblem } from './webhook.url.js';
import { minimumAmountProblem } from './minimum-amount.js';

/** What a seller or an admin sets in the dashboard. */
export class SellerSettings {
  /** False answers each create call with 400 `Payment gateway inactive`. */
  @Optional()
  @IsBoolean({ message: 'must be true or false.' })
  readonly gatewayActive?: boolean | undefined;

  /** The least amount that can be paid, in major units: 0.01 or more, with two decimals at most. */
  @Optional()
  @Satisfies('isMinimumAmount', minimumAmountProblem)
  readonly minimumAmount?: string | number | undefined;

  /** Where webhooks go, over http or https; null keeps them in the log. */
  @Optional()
  @Satisfies('isWebhookUrl', (value) => (value === null ? null : webhookUrlProblem(value)))
  readonly webhookUrl?: string | null | undefined;
}

/** Settings of a seller to change; what is left out stays. */
export class SellerChange extends SellerSettings {
  /** Shown to customers; no other seller's. */
  @Optional()
  @IsName()
  readonly name?: string | undefined;
}

/** A seller to add. It starts with one API key, labelled `Default`. */
export class NewSeller extends SellerSettings {
  /** Shown to customers; no other seller's. */
  @IsName()
  readonly name!: string;

  /** What its webhooks carry. Default: a random one. */
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

/** A webhook secret to take the place of the one there is. */
export class NewWebhookSecret {
  /** Default: a random one. */
  @Optional()
  @IsSecret()
  readonly webhookSecret?: string | undefined;
}
