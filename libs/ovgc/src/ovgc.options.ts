import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsDefined,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** Where payments, webhooks and deliveries are kept. */
export type LedgerOptions =
  /** A SQLite file, made if it isn't there. One process at a time: it holds the file's lock while it runs. */
  | { readonly sqlite: string }
  /** The same in memory, for tests: everything is forgotten when the process ends. Warns at boot. */
  | 'memory';

/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Nothing but the text itself: a secret read from a file often ends in a line break. */
const TRIMMED = /^(?!\s)[^]*(?<!\s)$/;

/** The key goes into a header. */
const ONE_LINE = /^\P{Cc}*$/u;

// The decorator nearest to an option is asked first, and the first that finds something wrong says it.

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
  initialDelayMs: number = SECOND;

  /** The longest delay before any retry, in milliseconds, from 1. Default 3,600,000 (1 hour). */
  @Min(1)
  @IsInt()
  maxDelayMs: number = HOUR;

  /**
   * How long a failing handler is retried, in milliseconds from the beginning of its first attempt. After that the
   * delivery is dead-lettered. 0 means that it is never retried. Default 259,200,000 (72 hours).
   */
  @Min(0)
  @IsInt()
  maxRetryDurationMs: number = 72 * HOUR;

  /**
   * How long one call of a handler may take, in milliseconds, from 1. After that its signal is aborted and the attempt
   * has failed. If a handler ignores its signal, calls can overlap. Default 300,000 (5 minutes).
   */
  @Min(1)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  timeoutMs: number = 5 * MINUTE;

  /**
   * How long a delivery stays claimed without a lease renewal, in milliseconds, from 100. The process that runs the
   * handler renews the lease three times in that period; after a crash another process can take over when it expires.
   * Default 30,000 (30 seconds).
   */
  @Min(100)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  leaseMs: number = 30 * SECOND;

  /**
   * How long a shutdown waits for running handlers, in milliseconds. After that their signals are aborted, and they are
   * called again after the next start. Default 10,000 (10 seconds).
   */
  @Min(0)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  shutdownTimeoutMs: number = 10 * SECOND;
}

/**
 * The order status call, which the gateway speaks of without saying where it is (OVGC API, Payment statuses): the
 * default path is the one that public integrations use. Nothing that a correct order needs depends on it.
 */
export class OrderStatusOptions {
  /** Where it is, below `baseUrl`, with `{transaction_id}` in it. Default `/order-status/{transaction_id}`. */
  @Matches(/^\/[^#\s]*\{transaction_id\}[^#\s]*$/, {
    message:
      'path must begin with /, hold {transaction_id} and no # or white space, such as /order-status/{transaction_id}',
  })
  @IsString()
  path: string = '/order-status/{transaction_id}';

  /**
   * Whether its `Paid` is taken for a success, and fulfilled. Default false: it keeps the payment from expiring, and
   * stands beside it as `gatewayStatus` until the webhook comes, or a person decides.
   */
  @IsBoolean()
  trustPaid: boolean = false;

  /**
   * How long beyond the grace period a payment stays pending while the gateway says so too, or doesn't tell; in
   * milliseconds. Default 1 h.
   */
  @Min(0)
  @IsInt()
  pendingTimeoutMs: number = HOUR;
}

/** Every option, each with its default as its initialiser. What a user writes is {@link OvgcModuleOptions}. */
export class OvgcOptions {
  /** Your seller's API key (OVGC dashboard, API Keys). Required. */
  @IsNotEmpty({ message: missing('apiKey', 'your API key from the OVGC dashboard (API Keys)') })
  @Matches(ONE_LINE, { message: 'apiKey holds a line break or another control character' })
  @Matches(TRIMMED, { message: untrimmed('apiKey') })
  @IsString({ message: missing('apiKey', 'your API key from the OVGC dashboard (API Keys)') })
  apiKey!: string;

  /** The secret saved with the webhook endpoint; several while it is being rotated. Required. */
  @IsArray()
  @ArrayNotEmpty({ message: missing('webhookSecret', 'the secret of the webhook endpoint') })
  @IsNotEmpty({
    each: true,
    message: missing('webhookSecret', 'the secret of the webhook endpoint'),
  })
  @Matches(TRIMMED, { each: true, message: untrimmed('webhookSecret') })
  @IsString({ each: true, message: missing('webhookSecret', 'the secret of the webhook endpoint') })
  webhookSecret!: readonly string[];

  /** Where payments are kept. Required. */
  @IsDefined({ message: "ledger is missing: set it to { sqlite: 'data/payments.db' }" })
  ledger!: LedgerOptions;

  /** The gateway's base URL. Default the real one; the sandbox prints its own. */
  @IsUrl(
    {
      protocols: ['http', 'https'],
      require_protocol: true,
      require_tld: false,
      // The paths of the calls are put behind it.
      allow_query_components: false,
      allow_fragments: false,
    },
    {
      message:
        'baseUrl must be an http(s) URL without a query or fragment, such as ' +
        'https://billing.ovgcpayments.com/backend/api',
    },
  )
  baseUrl: string = 'https://billing.ovgcpayments.com/backend/api';

  /** How long one try of a call to the gateway may take, in milliseconds. Default 10 s. */
  @Min(1)
  @Max(10 * MINUTE)
  @IsInt()
  timeoutMs: number = 10 * SECOND;

  /** How often a call is tried again after a connection error, a timeout, a 408, a 429 or a 5xx. Default 2. */
  @Min(0)
  @Max(10)
  @IsInt()
  retries: number = 2;

  /** The currency label of the account (ISO 4217, such as `USD`), for display only. Default none. */
  @IsOptional()
  @IsNotEmpty()
  @IsString()
  currency?: string;

  /** How long after the checkout window a payment without any word is taken for expired, in milliseconds. Default 5 min. */
  @Min(0)
  @IsInt()
  expiryGraceMs: number = 5 * MINUTE;

  /** How long a webhook may wait for the transaction it belongs to before it is reported, in milliseconds. Default 1 min. */
  @Min(0)
  @IsInt()
  unmatchedAfterMs: number = MINUTE;

  /** How often expired windows, unmatched webhooks and what can be pruned are looked for, in milliseconds. Default 10 s. */
  @Min(10)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  jobIntervalMs: number = 10 * SECOND;

  /**
   * Asks the gateway how a payment stands before it is taken for expired, and at `reconcile`. Default off; `true`
   * takes its defaults.
   */
  @IsOptional()
  @ValidateNested()
  @Type(() => OrderStatusOptions)
  @IsObject({ message: 'orderStatus must be true, false, or an object with options of its own' })
  orderStatus?: OrderStatusOptions;

  /**
   * After how many days finished webhooks, events and deliveries are deleted, in small steps; 1 to 36,500. Payments
   * stay, and so does whatever is open, given up, unmatched, unrecognised or in conflict, and a success that nobody
   * heard of. Take more days than the gateway goes on sending copies: one of a decline that came before a success would
   * be taken for a conflict. Default never.
   */
  @IsOptional()
  @Min(1)
  @Max(36_500)
  @IsNumber({}, { message: 'pruneAfterDays must be a number of days' })
  pruneAfterDays?: number;

  /** How events reach durable handlers. */
  @ValidateNested()
  @Type(() => DeliveryOptions)
  @IsObject({ message: 'deliveries must be an object with options of its own' })
  deliveries: DeliveryOptions = new DeliveryOptions();
}

type Required = 'apiKey' | 'webhookSecret' | 'ledger';

/** An option that is undefined has its default: what a configuration doesn't know can be handed on as it is. */
type Defaulted<T> = { [Key in keyof T]?: T[Key] | undefined };

/** What `OvgcModule.forRoot` and the factory of `forRootAsync` take. */
export type OvgcModuleOptions = Pick<OvgcOptions, 'apiKey' | 'ledger'> &
  Defaulted<Omit<OvgcOptions, Required | 'deliveries' | 'orderStatus'>> & {
    /** The secret saved with the webhook endpoint; several while it is being rotated. */
    readonly webhookSecret: string | readonly string[];
    /** How events reach durable handlers. */
    readonly deliveries?: Defaulted<DeliveryOptions> | undefined;
    /** Asks the gateway how a payment stands before it is taken for expired, and at `reconcile`. Default off. */
    readonly orderStatus?: Defaulted<OrderStatusOptions> | boolean | undefined;
  };

/** For `useClass` and `useExisting`. */
export interface OvgcOptionsFactory {
  createOvgcOptions(): OvgcModuleOptions | Promise<OvgcModuleOptions>;
}

function untrimmed(option: string): string {
  return `${option} has white space at its beginning or end: trim it`;
}

function missing(option: string, what: string): string {
  return `${option} is missing or empty: set it to ${what}`;
}
