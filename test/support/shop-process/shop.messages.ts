/** What a test asks of a shop process. */
export type Command =
  | {
      readonly kind: 'open';
      /** Where its ledger and the log of its handlers are. */
      readonly folder: string;
      readonly gatewayUrl: string;
      readonly webhookSecret: string;
      /** The backoff of its deliveries, in milliseconds. */
      readonly backoff: { readonly initialDelayMs?: number; readonly maxDelayMs?: number };
      /** Whether it also has the handlers that write to customers. */
      readonly writesLetters: boolean;
    }
  /** Shuts down as on SIGTERM. */
  | { readonly kind: 'close' };

/** What a shop process reports. */
export type Report =
  /** Its code is loaded, and it waits for the command to open. */
  { readonly kind: 'loaded' } | { readonly kind: 'open'; readonly url: string };

/** How the shop's handler behaves for an order; it is in the order's metadata. */
export interface HandlerPlan {
  /** How many attempts fail before one succeeds. */
  readonly failures: number;
  /** How long each attempt takes, in milliseconds. */
  readonly slowMs: number;
  /** How long each attempt blocks the event loop, in milliseconds. Default 0. */
  readonly blocksMs?: number;
}

/** The file in which a shop logs what its handlers have done, a line of JSON each. */
export const HANDLED = 'handled.jsonl';

/** A line of that file: a handler has done its work for an order. */
export interface Handled {
  readonly handler: 'fulfil' | 'thank' | 'regret';
  readonly order: string;
  /** The delivery's idempotency key. */
  readonly key: string;
}
