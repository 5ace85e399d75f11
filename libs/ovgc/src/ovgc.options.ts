import 'reflect-metadata';
import type { inspect } from 'node:util';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { GatewayOptions } from './ovgc.gateway-options.js';
import {
  DeliveryOptions,
  type LedgerOptions,
  LONGEST_TIMER_MS,
  MINUTE_MS,
  OrderStatusOptions,
  type OvgcClock,
  SECOND_MS,
} from './ovgc.nested-options.js';

export {
  DeliveryOptions,
  type LedgerOptions,
  OrderStatusOptions,
  type OvgcClock,
} from './ovgc.nested-options.js';

// Decorators run from the bottom up, and only the first problem of an option is reported.

/** The checked options of an account, with every default filled in. You write {@link OvgcModuleOptions}. */
export class OvgcOptions extends GatewayOptions {
  /** Where payments, webhooks, events and deliveries are stored. Required. */
  @IsDefined({ message: "ledger is missing: set it to { sqlite: 'data/payments.db' }" })
  ledger!: LedgerOptions;

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
   * from 10. If you advance a `clock`, what has become due is done within this time. Default 10,000 (10 seconds).
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

  /**
   * What the module takes the time from, in tests and with the sandbox: `clock: sandbox.clock`. It is read for everything
   * that is stored, and for everything that waits: the checkout window, retries of handlers, and what `jobIntervalMs`
   * looks for. Timeouts are not affected. Default: the machine's clock; if that is set to another time, no payment
   * expires early because of it, and retries wait as long as they should.
   */
  @IsOptional()
  clock?: OvgcClock;

  /** How events are delivered to durable handlers. Each option has its own default. */
  @ValidateNested()
  @Type(() => DeliveryOptions)
  @IsObject({
    message: 'deliveries must be an object with its options, such as { concurrency: 5 }',
  })
  deliveries: DeliveryOptions = new DeliveryOptions();
}

type Required = 'apiKey' | 'webhookSecret' | 'ledger';

type Printing = 'toJSON' | typeof inspect.custom;

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
  Defaulted<Omit<OvgcOptions, Required | Printing | 'deliveries' | 'orderStatus'>> & {
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
