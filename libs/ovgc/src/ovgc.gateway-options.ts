import 'reflect-metadata';
import { inspect, type InspectOptions } from 'node:util';
import {
  Allow,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { MINUTE_MS, SECOND_MS } from './ovgc.nested-options.js';
import { parseWebUrl } from './ovgc.url.js';

const API_KEY = 'your API key from the OVGC dashboard (API Keys)';
const WEBHOOK_SECRET = 'the secret that you saved with the webhook endpoint in the OVGC dashboard';

/** No white space around the text: a secret that was read from a file often ends with a line break. */
const TRIMMED = /^(?!\s)[^]*(?<!\s)$/;

/** The order status call sends the key in a header, which can't contain control characters. */
const ONE_LINE = /^\P{Cc}*$/u;

const HIDDEN = '[secret]';

// Decorators run from the bottom up, and only the first problem of an option is reported.

/** How an account reaches the gateway, and what only the two of them may know. No way of printing shows a secret. */
export class GatewayOptions {
  #apiKey!: string;
  #webhookSecret!: readonly string[];
  #proxy: string | false = 'env';

  /** Your API key, from API Keys in the OVGC dashboard. One line, without white space around it. Required. */
  @IsNotEmpty({ message: missing('apiKey', API_KEY) })
  @Matches(ONE_LINE, {
    message: 'apiKey holds a line break or another control character: remove it',
  })
  @Matches(TRIMMED, { message: untrimmed('apiKey') })
  @IsString({ message: missing('apiKey', API_KEY) })
  get apiKey(): string {
    return this.#apiKey;
  }

  set apiKey(apiKey: string) {
    this.#apiKey = apiKey;
  }

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
  get webhookSecret(): readonly string[] {
    return this.#webhookSecret;
  }

  set webhookSecret(webhookSecret: readonly string[]) {
    this.#webhookSecret = webhookSecret;
  }

  /**
   * The gateway's base URL, without a query, fragment, user or password: https, or http to this machine. Default
   * `https://billing.ovgcpayments.com/backend/api`; the sandbox prints its own.
   */
  @Allow()
  baseUrl: string = 'https://billing.ovgcpayments.com/backend/api';

  /**
   * Whether `baseUrl` may be plain http to another machine, where anybody on the way can read the API key. For a gateway in
   * a network of your own, such as the sandbox in a compose file: `http://sandbox:4010/backend/api`. Default false.
   */
  @IsBoolean()
  allowInsecureHttp: boolean = false;

  /**
   * The proxy that calls to the gateway are tunnelled through: the proxy sees the gateway's host and nothing else. `'env'`
   * takes it from `HTTPS_PROXY` or `ALL_PROXY`, except for hosts in `NO_PROXY`. Or the http(s) URL of a proxy, with its
   * user and password if it needs them; then the environment doesn't count. `false`: none. A gateway on loopback is never
   * called through a proxy, and a plain http gateway can't be: the app doesn't start. Default `'env'`.
   */
  @Allow()
  get proxy(): string | false {
    return this.#proxy;
  }

  set proxy(proxy: string | false) {
    this.#proxy = proxy;
  }

  /**
   * The hosts that a checkout URL of the gateway may have, such as `billing.ovgcpayments.com` or `localhost:4010`; a port
   * that isn't the default is part of the host. A payment with another checkout URL is an `unexpected_answer`. Default: any
   * host, by https if `baseUrl` is https.
   */
  @Allow()
  checkoutHosts?: readonly string[];

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

  /** The options without the secrets. */
  toJSON(): object {
    const hidden = { apiKey: HIDDEN, webhookSecret: HIDDEN, proxy: this.shownProxy };
    return Object.assign({}, this, hidden);
  }

  [inspect.custom](_depth: number, options: InspectOptions): string {
    return `${this.constructor.name} ${inspect(this.toJSON(), options)}`;
  }

  /** A proxy's URL may hold a user and a password. */
  private get shownProxy(): string | false {
    const { proxy } = this;
    return parseWebUrl(String(proxy))?.origin ?? 'env';
  }
}

function untrimmed(option: string): string {
  return `${option} has white space at its beginning or end: remove it`;
}

function missing(option: string, what: string): string {
  return `${option} is missing or empty: set it to ${what}`;
}
