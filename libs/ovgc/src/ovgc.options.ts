import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
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
import {
  DeliveryOptions,
  LONGEST_TIMER_MS,
  MINUTE_MS,
  OrderStatusOptions,
  SECOND_MS,
} from './ovgc.nested-options.js';

export { DeliveryOptions, OrderStatusOptions } from './ovgc.nested-options.js';

/** Where payments, webhooks, events and deliveries are stored. */
export type LedgerOptions =
  /**
   * The path of a SQLite file. The file and its folder are created if they don't exist. Only one process can use the file
   * at a time: the app locks it until it shuts down.
   */
  | { readonly sqlite: string }
  /** A database in memory, for tests. All data is lost when the process ends; the app logs a warning at startup. */
  | 'memory';

const API_KEY = 'your API key from the OVGC dashboard (API Keys)';
const WEBHOOK_SECRET = 'the secret that you saved with the webhook endpoint in the OVGC dashboard';

/** No white space around the text: a secret that was read from a file often ends with a line break. */
const TRIMMED = /^(?!\s)[^]*(?<!\s)$/;

/** The order status call sends the key in a header, which can't contain control characters. */
const ONE_LINE = /^\P{Cc}*$/u;

// Decorators run from the bottom up, and only the first problem of an option is reported.

/** The checked options of an account, with every default filled in. You write {@link OvgcModuleOptions}. */
export class OvgcOptions {
  /** Your API key, from API Keys in the OVGC dashboard. One line, without white space around it. Required. */
  @IsNotEmpty({ message: missing('apiKey', API_KEY) })
  @Matches(ONE_LINE, {
    message: 'apiKey holds a line break or another control character: remove it',
  })
  @Matches(TRIMMED, { message: untrimmed('apiKey') })
  @IsString({ message: missing('apiKey', API_KEY) })
  apiKey!: string;

  /**
   * The secret saved with the webhook endpoint in the OVGC dashboard. During a rotation, list the old and the new one: a
   * webhook with either is accepted. Required.
   */
  @IsArray()
  @ArrayNotEmpty({ message: missing('webhookSecret', WEBHOOK_SECRET) })
  @IsNotEmpty({
    each: true,
    message: missing('webhookSecret', WEBHOOK_SECRET),
  })
  @Matches(TRIMMED, { each: true, message: untrimmed('webhookSecret') })
  @IsString({ each: true, message: missing('webhookSecret', WEBHOOK_SECRET) })
  webhookSecret!: readonly string[];

  /** Where payments, webhooks, events and deliveries are stored. Required. */
  @IsDefined({ message: "ledger is missing: set it to { sqlite: 'data/payments.db' }" })
  ledger!: LedgerOptions;

  /**
   * The gateway's base URL: http or https, without a query or fragment. Default
   * `https://billing.ovgcpayments.com/backend/api`; the sandbox prints its own.
   */
  @IsUrl(
    {
      protocols: ['http', 'https'],
      require_protocol: true,
      require_tld: false,
      // The path of each call is appended to it.
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

  /** How long one attempt of a call to the gateway may take, in milliseconds, 1 to 600,000. Default 10,000 (10 seconds). */
  @Min(1)
  @Max(10 * MINUTE_MS)
  @IsInt()
  timeoutMs: number = 10 * SECOND_MS;

  /**
   * How many times a create call is retried after a connection error, a timeout, a 408, a 429 or a 5xx, 0 to 10. Default
   * 2. With 0, each call makes one attempt.
   */
  @Min(0)
  @Max(10)
  @IsInt()
  retries: number = 2;

  /**
   * The account's currency as an ISO 4217 code, such as `USD`. For display only: it is copied to `Payment.currency`, and
   * is not sent to the gateway. Default none.
   */
  @IsOptional()
  @IsNotEmpty()
  @IsString()
  currency?: string;

  /**
   * How long after the end of its checkout window a payment with no webhook expires, in milliseconds, from 0. Default
   * 300,000 (5 minutes).
   */
  @Min(0)
  @IsInt()
  expiryGraceMs: number = 5 * MINUTE_MS;

  /**
   * How long a webhook may stay unmatched before a `WebhookUnmatchedEvent` reports it, in milliseconds, from 0. Default
   * 60,000 (1 minute).
   */
  @Min(0)
  @IsInt()
  unmatchedAfterMs: number = MINUTE_MS;

  /**
   * How many webhooks may be open, 1 to 10,000,000: unmatched or unrecognised, until their payment is created or a person
   * resolves them. When there are as many, another one is answered with 503, so that nothing is dropped silently, and
   * reported by a `WebhookRejectedEvent` (`too_many_open`). Webhooks of known payments are stored as always. Default
   * 100,000.
   */
  @Min(1)
  @Max(10_000_000)
  @IsInt()
  maxOpenWebhooks: number = 100_000;

  /**
   * How often the module looks for payments to expire, unmatched webhooks to report and rows to prune, in milliseconds,
   * from 10. Default 10,000 (10 seconds).
   */
  @Min(10)
  @Max(LONGEST_TIMER_MS)
  @IsInt()
  jobIntervalMs: number = 10 * SECOND_MS;

  /**
   * Whether the module asks the gateway for the status of a payment before the payment expires, and whether
   * `OvgcPaymentsService.reconcile` can be called. Default off; `true` turns it on with its defaults.
   */
  @IsOptional()
  @ValidateNested()
  @Type(() => OrderStatusOptions)
  @IsObject({
    message:
      'orderStatus must be true, false, or an object with its options, such as { trustPaid: true }',
  })
  orderStatus?: OrderStatusOptions;

  /**
   * After how many days finished webhooks, events and deliveries are deleted, 1 to 36,500. Payments are never deleted,
   * and neither is anything that is pending, dead-lettered, unmatched, unrecognised, conflicted or unhandled. Use more
   * days than the gateway may resend a webhook: if a decline that came before a success is resent after it was deleted,
   * it is reported as a conflict. Default: nothing is deleted.
   */
  @IsOptional()
  @Min(1)
  @Max(36_500)
  @IsNumber({}, { message: 'pruneAfterDays must be a number of days, such as 90' })
  pruneAfterDays?: number;

  /** How events are delivered to durable handlers. Each option has its own default. */
  @ValidateNested()
  @Type(() => DeliveryOptions)
  @IsObject({
    message: 'deliveries must be an object with its options, such as { concurrency: 5 }',
  })
  deliveries: DeliveryOptions = new DeliveryOptions();
}

type Required = 'apiKey' | 'webhookSecret' | 'ledger';

/** An option that is undefined gets its default, so you can pass on configuration values that aren't set. */
type Defaulted<T> = { [Key in keyof T]?: T[Key] | undefined };

/**
 * The options of `OvgcModule.forRoot`, and of the factory of `forRootAsync`. An option that is undefined gets its
 * default.
 *
 * @example
 * OvgcModule.forRoot({
 *   apiKey: process.env.OVGC_API_KEY!,
 *   webhookSecret: process.env.OVGC_WEBHOOK_SECRET!,
 *   ledger: { sqlite: 'data/payments.db' },
 * });
 */
export type OvgcModuleOptions = Pick<OvgcOptions, 'apiKey' | 'ledger'> &
  Defaulted<Omit<OvgcOptions, Required | 'deliveries' | 'orderStatus'>> & {
    /**
     * The secret saved with the webhook endpoint in the OVGC dashboard. During a rotation, list the old and the new one:
     * a webhook with either is accepted. Required.
     */
    readonly webhookSecret: string | readonly string[];
    /** How events are delivered to durable handlers. Each option has its own default. */
    readonly deliveries?: Defaulted<DeliveryOptions> | undefined;
    /**
     * Whether the module asks the gateway for the status of a payment before the payment expires, and whether
     * `OvgcPaymentsService.reconcile` can be called. Default off; `true` turns it on with its defaults.
     */
    readonly orderStatus?: Defaulted<OrderStatusOptions> | boolean | undefined;
  };

/**
 * A provider that creates the options, for `useClass` and `useExisting` of `OvgcModule.forRootAsync`.
 *
 * @example
 * @Injectable()
 * export class OvgcConfig implements OvgcOptionsFactory {
 *   createOvgcOptions(): OvgcModuleOptions {
 *     return { apiKey, webhookSecret, ledger: { sqlite: 'data/payments.db' } };
 *   }
 * }
 */
export interface OvgcOptionsFactory {
  createOvgcOptions(): OvgcModuleOptions | Promise<OvgcModuleOptions>;
}

function untrimmed(option: string): string {
  return `${option} has white space at its beginning or end: remove it`;
}

function missing(option: string, what: string): string {
  return `${option} is missing or empty: set it to ${what}`;
}
