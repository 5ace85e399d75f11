/** The seller of the options `apiKey`, `webhookUrl` and others. It always exists. */
export const DEFAULT_SELLER_ID = 'default';

/** Its name until it gets another one. */
export const DEFAULT_SELLER_NAME = 'Sandbox seller';

/** A seller who is paid through the gateway. */
export interface Seller {
  /** `default`, or `seller_…`. */
  readonly id: string;
  /** Shown to customers on the checkout page; unique. */
  readonly name: string;
  /** False answers each create call with 400 `Payment gateway inactive` (docs/gateway-api.md, Errors). */
  readonly gatewayActive: boolean;
  /** Exact decimal in major units with two places; less is answered with 400 `Invalid amount`. */
  readonly minimumAmount: string;
  /** Where its webhooks are sent; null keeps them in the log as `no_endpoint`. */
  readonly webhookUrl: string | null;
  /** The `webhook_secret` in its webhooks; masked unless `reveal` is true. */
  readonly webhookSecret: string;
  /** When it was added. */
  readonly createdAt: Date;
  /** Oldest first, revoked ones included. */
  readonly apiKeys: readonly ApiKey[];
}

/** A key that authenticates a seller's calls. */
export interface ApiKey {
  /** Identifies it when it is rotated or revoked. */
  readonly id: string;
  /** Its name, such as `CI`. */
  readonly label: string;
  /** The value of `api_key`; masked unless `reveal` is true. */
  readonly key: string;
  /** When it was created. */
  readonly createdAt: Date;
  /** When it was last used, to the minute; null when never. */
  readonly lastUsedAt: Date | null;
  /** When it was revoked; null while it is valid. A revoked key is refused like an unknown one. */
  readonly revokedAt: Date | null;
}

/** Whether a key is valid. */
export function isLive(apiKey: ApiKey): boolean {
  return apiKey.revokedAt === null;
}
