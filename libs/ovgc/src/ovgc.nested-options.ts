import 'reflect-metadata';
import { IsBoolean, IsInt, IsString, Matches, Max, Min } from 'class-validator';

/** The longest delay that setTimeout accepts, in milliseconds. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Where payments, webhooks, events and deliveries are stored. */
export type LedgerOptions =
  /**
   * The path of a SQLite file. The file and its folder are created if they don't exist. Only one process can use the file
   * at a time: the app locks it until it shuts down. An app that starts while another one has the file waits for
   * `deliveries.shutdownTimeoutMs` and 5 seconds, and then fails.
   */
  | { readonly sqlite: string }
  /** A database in memory, for tests. All data is lost when the process ends; the app logs a warning at startup. */
  | 'memory';

/** A clock: a function that returns the time, or an object with a method `now` that does, such as the sandbox's clock. */
export type OvgcClock = (() => Date) | { now(): Date };

// Decorators run from the bottom up, and only the first problem of an option is reported.

/** How events are delivered to durable handlers. */
export class DeliveryOptions {
  /**
   * How many calls of one handler run at the same time, 1 to 1,000. A call that has timed out doesn't count. Default 10.
   */
  @Min(1)
  @Max(1000)
  @IsInt()
  concurrency: number = 10;

  /**
   * The longest delay before the first retry, in milliseconds, from 1. This limit doubles with each further retry; the
   * delay is random between 0 and the limit. Default 1,000 (1 second).
   */
  @Min(1)
  @IsInt()
  initialDelayMs: number = SECOND_MS;

  /** The longest delay before any retry, in milliseconds, from 1. Default 3,600,000 (1 hour). */
  @Min(1)
  @IsInt()
  maxDelayMs: number = HOUR_MS;

  /**
   * How long a failing handler is retried, in milliseconds from the beginning of its first attempt. After that the
   * delivery is dead-lettered, once it has had `minAttempts`. 0 means that it is never retried. Default 259,200,000 (72
   * hours).
   */
  @Min(0)
  @IsInt()
  maxRetryDurationMs: number = 72 * HOUR_MS;

  /**
   * How many attempts a failing handler gets at least, even when `maxRetryDurationMs` is over: while the app was down for
   * days, or its machine's clock was wrong, time passed without attempts. From 1. Default 10, which take some minutes.
   */
  @Min(1)
  @IsInt()
  minAttempts: number = 10;

  /**
   * How long one call of a handler may take, in milliseconds, from 1. After that its signal is aborted and the attempt
   * has failed. If a handler ignores its signal, calls can overlap. Default 300,000 (5 minutes).
   */
  @Min(1)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  timeoutMs: number = 5 * MINUTE_MS;

  /**
   * How long a delivery stays claimed without a lease renewal, in milliseconds, from 100. The process that runs the
   * handler renews the lease three times in that period; after a crash another process can take over when it expires.
   * Default 30,000 (30 seconds).
   */
  @Min(100)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  leaseMs: number = 30 * SECOND_MS;

  /**
   * How long a shutdown waits for running handlers, in milliseconds. After that their signals are aborted, and they are
   * called again after the next start. A start waits as long, and 5 seconds more, for a ledger that an earlier process
   * still uses. Default 10,000 (10 seconds).
   */
  @Min(0)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  shutdownTimeoutMs: number = 10 * SECOND_MS;
}

/**
 * How the module asks the gateway for the status of a payment. The gateway mentions this call without documenting its
 * endpoint (docs/gateway-api.md, Order status).
 */
export class OrderStatusOptions {
  /**
   * The path of the endpoint below `baseUrl`. It starts with `/` and contains `{transaction_id}`. Default
   * `/order-status/{transaction_id}`, which public integrations use.
   */
  @Matches(/^\/[^#\s]*\{transaction_id\}[^#\s]*$/, {
    message:
      'path must begin with /, hold {transaction_id} and no # or white space, such as /order-status/{transaction_id}',
  })
  @IsString()
  path: string = '/order-status/{transaction_id}';

  /**
   * Whether an order status of `Paid` marks the payment as paid, without a webhook. If false, `Paid` is stored as
   * `gatewayStatus`: the payment stays pending, and doesn't expire. Default false.
   */
  @IsBoolean()
  trustPaid: boolean = false;

  /**
   * How long a payment stays pending after `expiryGraceMs` while the gateway answers `Pending` or gives no status, in
   * milliseconds, from 0. After that it expires. Default 3,600,000 (1 hour).
   */
  @Min(0)
  @IsInt()
  pendingTimeoutMs: number = HOUR_MS;
}
