/** What a shop's process is asked by the test that started it. */
export type Asked =
  | {
      readonly kind: 'open';
      /** Where its ledger and the lines of its handlers are. */
      readonly folder: string;
      readonly gatewayUrl: string;
      readonly webhookSecret: string;
    }
  /** To shut down as on SIGTERM: drain, close, end. */
  | { readonly kind: 'close' };

/** What it tells. */
export type Told =
  /** Its code is loaded; it waits to be told to open. */
  { readonly kind: 'loaded' } | { readonly kind: 'open'; readonly url: string };

/** How the shop's handler is to behave for an order: the order's metadata. */
export interface HandlerPlan {
  /** How many tries fail before one works. */
  readonly failures: number;
  /** How long each try takes, in milliseconds. */
  readonly slowMs: number;
}

/** The file in which a shop writes down what its handlers have done: a line of JSON for each. */
export const HANDLED = 'handled.jsonl';

/** A line of it: a handler has done its work for an order. */
export interface Handled {
  readonly handler: 'fulfil' | 'thank' | 'regret';
  readonly order: string;
  /** The delivery's idempotency key. */
  readonly key: string;
}
