/** The seller that the options `apiKey`, `webhookUrl` and the like are of. It is always there. */
export const DEFAULT_SELLER_ID = 'default';

/** What it is called until somebody gives it a name. */
export const DEFAULT_SELLER_NAME = 'Sandbox seller';

/** Somebody who is paid through the gateway. */
export interface Seller {
  /** `default`, or `seller_…`. */
  readonly id: string;
  /** Shown to customers on the checkout page. No two sellers have the same. */
  readonly name: string;
  /** False answers each create call with 400 `Payment gateway inactive` (OVGC API, Errors). */
  readonly gatewayActive: boolean;
  /** Exact decimal in major units with two places; less is answered with 400 `Invalid amount`. */
  readonly minimumAmount: string;
  /** Where its webhooks go; null keeps them in the log as `no_endpoint`. */
  readonly webhookUrl: string | null;
  /** What its webhooks carry as `webhook_secret`; masked unless it was asked for. */
  readonly webhookSecret: string;
  /** When it was added. */
  readonly createdAt: Date;
  /** Oldest first, revoked ones included. */
  readonly apiKeys: readonly ApiKey[];
}

/** A key that a seller's calls are authenticated by. */
export interface ApiKey {
  /** Identifies it when it is rotated or revoked. */
  readonly id: string;
  /** What the seller calls it, such as `CI`. */
  readonly label: string;
  /** The value of `api_key`; masked unless it was asked for. */
  readonly key: string;
  /** When it was created. */
  readonly createdAt: Date;
  /** When a call was last made with it, to the minute; null when none was. */
  readonly lastUsedAt: Date | null;
  /** Since when it is refused like an unknown one; null while it is valid. */
  readonly revokedAt: Date | null;
}

/** Whether calls with a key are taken. */
export function isLive(apiKey: ApiKey): boolean {
  return apiKey.revokedAt === null;
}
