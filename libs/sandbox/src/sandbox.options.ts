import { IsPositive } from 'class-validator';
import { randomBytes } from 'node:crypto';
import { isLoopback } from './access/loopback.js';
import { readDuration } from './clock/duration.js';
import { SandboxOptionsError } from './sandbox.errors.js';
import type { SeedDocument } from './seed/seed.document.js';
import { readSeed } from './seed/seed.reader.js';
import { exactAmount } from './sellers/minimum-amount.js';
import { SellerSettings } from './sellers/seller.fields.js';
import { check } from './validation/checked.js';
import { Optional, Satisfies } from './validation/rules.js';
import { DEFAULT_RETRY_SCHEDULE } from './webhooks/webhook.progress.js';
import { parseWebUrl } from './validation/web.url.js';

/** The rules for the options. Every option has a default; the inherited ones are the default seller's. */
export class SandboxOptionFields extends SellerSettings {
  /** Port to listen on; 0, the default, takes any free one. */
  @Optional()
  @Satisfies('isPort', portProblem)
  readonly port?: number | undefined;

  /**
   * Address to bind to. Default `127.0.0.1`. On an address that other machines reach, the dashboard and the control API
   * ask for `adminPassword`.
   */
  @OptionalText()
  readonly host?: string | undefined;

  /** The origin at which browsers reach the sandbox, for the checkout URLs. Default: the address it listens on. */
  @Optional()
  @Satisfies('isPublicUrl', publicUrlProblem)
  readonly publicUrl?: string | undefined;

  /** The API key of the default seller. Default `sandbox_api_key`. */
  @OptionalText()
  readonly apiKey?: string | undefined;

  /** The secret in the default seller's webhooks. Default `sandbox_webhook_secret`. */
  @OptionalText()
  readonly webhookSecret?: string | undefined;

  /**
   * Sellers to start with, in addition to the default one or in its place: the path of a JSON file, or its content. It
   * is applied at each start and each reset.
   */
  @Optional()
  readonly seed?: string | SeedDocument | undefined;

  /** The email address for the login at `/backend/api/admin/login`. Default `admin@sandbox.test`. */
  @OptionalText()
  readonly adminEmail?: string | undefined;

  /**
   * The password for that login. If the sandbox binds to an address that other machines reach, it is also the password of
   * the dashboard and the control API, by HTTP Basic with any user name. Default `sandbox`, or a random one on such an
   * address.
   */
  @OptionalText()
  readonly adminPassword?: string | undefined;

  /** Whether a declined payment can be paid with another card until its window ends. Default true. */
  @Optional()
  @Satisfies('isSwitch', (value) =>
    typeof value === 'boolean' ? null : `is ${JSON.stringify(value)}; set it to true or false.`,
  )
  readonly retryAfterDecline?: boolean | undefined;

  /** Waits between a webhook's attempts, in milliseconds or as `5s`, `2m`. Default: `5s 30s 2m 10m 1h 6h 24h`. */
  @Optional()
  @Satisfies('isRetrySchedule', retryScheduleProblem)
  readonly retrySchedule?: readonly (string | number)[] | undefined;

  /** How long an attempt waits for the endpoint's answer, in milliseconds. Default 15,000. */
  @Optional()
  @IsPositive({ message: 'must be a number of milliseconds above 0.' })
  readonly webhookTimeoutMs?: number | undefined;

  /** Folder for `sandbox.db`. Default: none, the state is in memory. */
  @OptionalText()
  readonly dataDir?: string | undefined;

  /** Called with one line per API call, webhook and change of a payment; lines contain no secrets. Default: not called. */
  @Optional()
  readonly log?: ((line: string) => void) | undefined;
}

/** What a sandbox can be started with. */
export type CreateSandboxOptions = Pick<SandboxOptionFields, keyof SandboxOptionFields>;

const SELLER_OPTIONS = [
  'apiKey',
  'webhookSecret',
  'webhookUrl',
  'minimumAmount',
  'gatewayActive',
] as const;

/** An option of the default seller. */
export type SellerOption = (typeof SELLER_OPTIONS)[number];

/** The sandbox's options with their defaults. */
export class SandboxOptions {
  readonly port: number = 0;
  readonly host: string = '127.0.0.1';
  readonly apiKey: string = 'sandbox_api_key';
  readonly webhookSecret: string = 'sandbox_webhook_secret';
  readonly webhookUrl: string | null = null;
  /** Exact decimal with two places. */
  readonly minimumAmount: string;
  readonly gatewayActive: boolean = true;
  readonly seed: SeedDocument | null;
  /** The default seller's options that were given: they win over stored ones and over the seed. */
  readonly setByHand: ReadonlySet<SellerOption>;
  readonly adminEmail: string = 'admin@sandbox.test';
  readonly adminPassword: string;
  /** Whether other machines reach the sandbox, so that its dashboard and its control API ask for the password. */
  readonly isExposed: boolean;
  readonly retryAfterDecline: boolean = true;
  /** Milliseconds between one attempt and the next. */
  readonly retrySchedule: readonly number[];
  readonly webhookTimeoutMs: number = 15_000;
  readonly dataDir: string | null = null;
  readonly log: (line: string) => void = () => {};
  #publicUrl: string | null;
  #ownUrl: string | null = null;

  /** @throws {SandboxOptionsError} naming the first option that cannot be used. */
  constructor(given: CreateSandboxOptions = {}) {
    const checked = check(SandboxOptionFields, given);
    if (checked.kind === 'invalid') {
      throw new SandboxOptionsError(`${checked.path} ${checked.problem}`);
    }
    const set = Object.entries(given).filter(([, value]) => value !== undefined);
    const options: CreateSandboxOptions = Object.fromEntries(set);
    const { publicUrl, minimumAmount, seed, retrySchedule, adminPassword, ...plain } = options;
    Object.assign(this, plain);
    this.isExposed = !isLoopback(this.host);
    this.adminPassword =
      adminPassword ?? (this.isExposed ? randomBytes(18).toString('base64url') : 'sandbox');
    this.#publicUrl = publicUrl === undefined ? null : new URL(publicUrl).origin;
    this.minimumAmount = exactAmount(minimumAmount ?? '1.00');
    this.seed = seed === undefined ? null : readSeed(seed);
    this.setByHand = new Set(SELLER_OPTIONS.filter((option) => option in options));
    this.retrySchedule = (retrySchedule ?? DEFAULT_RETRY_SCHEDULE).map(
      (wait) => readDuration(wait) ?? 0,
    );
  }

  /** Where browsers reach the sandbox, without a slash at the end. Known once it listens. */
  get publicUrl(): string {
    if (this.#publicUrl === null) throw new Error('The sandbox does not listen yet.');
    return this.#publicUrl;
  }

  /** Where this machine reaches the sandbox, without a slash at the end. Known once it listens. */
  get ownUrl(): string {
    if (this.#ownUrl === null) throw new Error('The sandbox does not listen yet.');
    return this.#ownUrl;
  }

  /** Called once the server listens: its own address is the public one unless another was given. */
  listeningAt(url: string): void {
    this.#ownUrl = url;
    this.#publicUrl ??= url;
  }
}

/** What is wrong with a port, to follow the name of the setting; null when nothing is. */
export function portProblem(value: unknown): string | null {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535) {
    return null;
  }
  return `is ${JSON.stringify(value)}; set it to a port from 0 (any free port) to 65535.`;
}

/** What is wrong with a public address, to follow the name of the setting; null when nothing is. */
function publicUrlProblem(value: unknown): string | null {
  if (typeof value === 'string' && parseWebUrl(value)?.pathname === '/') return null;
  return `is ${JSON.stringify(value)}; give an origin such as "http://127.0.0.1:4010", without a path.`;
}

function retryScheduleProblem(schedule: unknown): string | null {
  if (!Array.isArray(schedule)) return 'must be a list of waits, such as ["5s", "2m"].';
  const wrong = schedule.findIndex((wait) => readDuration(wait) === null);
  if (wrong === -1) return null;
  return `has ${JSON.stringify(schedule[wrong])}, which is not a wait; give milliseconds, or a duration such as "5s" or "2m".`;
}

function OptionalText(): PropertyDecorator {
  return (target, name) => {
    Optional()(target, name);
    Satisfies('isText', (value) =>
      typeof value === 'string' && value.trim() !== ''
        ? null
        : 'is empty; give a text, or leave it out for the default.',
    )(target, name);
  };
}
