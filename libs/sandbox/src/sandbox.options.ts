import { readDuration } from './clock/duration.js';
import { SandboxOptionsError } from './sandbox.errors.js';
import type { SeedDocument } from './seed/seed.document.js';
import { readSeed } from './seed/seed.reader.js';
import { exactAmount, minimumAmountProblem } from './sellers/minimum-amount.js';
import { webhookUrlProblem } from './sellers/webhook.url.js';
import { publicUrlProblem } from './server/public.url.js';
import { DEFAULT_RETRY_SCHEDULE } from './webhooks/webhook.schedule.js';

/** What a sandbox may be started with. Everything has a default. */
export interface CreateSandboxOptions {
  /** Port to listen on; 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** Address to bind to. Default `127.0.0.1`: the control API asks for no password. */
  readonly host?: string | undefined;
  /** Where customers' browsers reach the sandbox; the checkout URLs begin with it. Default: the address it listens on. */
  readonly publicUrl?: string | undefined;
  /** The API key of the default seller. Default `sandbox_api_key`. */
  readonly apiKey?: string | undefined;
  /** The secret that the default seller's webhooks carry. Default `sandbox_webhook_secret`. */
  readonly webhookSecret?: string | undefined;
  /** Where the default seller's webhooks go; null, the default, keeps them in the log as `no_endpoint`. */
  readonly webhookUrl?: string | null | undefined;
  /** The least amount that can be paid, in major units. Default `1.00`; the real gateway does not publish its own. */
  readonly minimumAmount?: string | number | undefined;
  /** False starts the default seller's gateway switched off: creating answers 400 `Payment gateway inactive`. Default true. */
  readonly gatewayActive?: boolean | undefined;
  /**
   * Sellers to start with, beside the default one or in its place: the path of a JSON file, or its content. It is
   * applied at each start and each reset.
   */
  readonly seed?: string | SeedDocument | undefined;
  /** What the admin logs in with at `/backend/api/admin/login`. Default `admin@sandbox.test`. */
  readonly adminEmail?: string | undefined;
  /** Default `sandbox`. */
  readonly adminPassword?: string | undefined;
  /** Whether a declined payment takes another card until its window ends. Default true. */
  readonly retryAfterDecline?: boolean | undefined;
  /** Waits between the attempts of a webhook, each in milliseconds or as `5s`, `2m`. Default: `5s 30s 2m 10m 1h 6h 24h`. */
  readonly retrySchedule?: readonly (string | number)[] | undefined;
  /** How long an attempt waits for the seller's answer, in milliseconds. Default 15,000. */
  readonly webhookTimeoutMs?: number | undefined;
  /** Folder that keeps `sandbox.db`. Default: nothing is kept, the state is in memory. */
  readonly dataDir?: string | undefined;
  /** Is told one line per API call, webhook and change of a payment. Secrets never appear in it. Default: nobody. */
  readonly log?: ((line: string) => void) | undefined;
}

const SELLER_OPTIONS = [
  'apiKey',
  'webhookSecret',
  'webhookUrl',
  'minimumAmount',
  'gatewayActive',
] as const;

/** An option that is of the default seller. */
export type SellerOption = (typeof SELLER_OPTIONS)[number];

/** What the parts of the sandbox read of its options; the token that they are injected by. */
export abstract class SandboxOptions {
  /** Where browsers reach the sandbox, without a slash at the end. Known once it listens. */
  abstract readonly publicUrl: string;
  abstract readonly apiKey: string;
  abstract readonly webhookSecret: string;
  abstract readonly webhookUrl: string | null;
  /** Exact decimal with two places. */
  abstract readonly minimumAmount: string;
  abstract readonly gatewayActive: boolean;
  abstract readonly seed: SeedDocument | null;
  /** Which of the default seller's options were set by hand: they win over what was kept and over the seed. */
  abstract readonly setByHand: ReadonlySet<SellerOption>;
  abstract readonly adminEmail: string;
  abstract readonly adminPassword: string;
  abstract readonly retryAfterDecline: boolean;
  /** Milliseconds between one attempt and the next. */
  abstract readonly retrySchedule: readonly number[];
  abstract readonly webhookTimeoutMs: number;
  abstract readonly dataDir: string | null;
  abstract readonly log: (line: string) => void;
}

/**
 * The options with their defaults, checked.
 *
 * @throws {SandboxOptionsError} naming the first option that cannot be used.
 */
export class CheckedSandboxOptions extends SandboxOptions {
  readonly port: number;
  readonly host: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string | null;
  readonly minimumAmount: string;
  readonly gatewayActive: boolean;
  readonly seed: SeedDocument | null;
  readonly setByHand: ReadonlySet<SellerOption>;
  readonly adminEmail: string;
  readonly adminPassword: string;
  readonly retryAfterDecline: boolean;
  readonly retrySchedule: readonly number[];
  readonly webhookTimeoutMs: number;
  readonly dataDir: string | null;
  readonly log: (line: string) => void;
  #publicUrl: string | null;

  constructor(given: CreateSandboxOptions) {
    super();
    this.port = checkPort(given.port ?? 0);
    this.host = given.host ?? '127.0.0.1';
    this.#publicUrl = given.publicUrl === undefined ? null : checkPublicUrl(given.publicUrl);
    this.apiKey = checkSecret('apiKey', given.apiKey ?? 'sandbox_api_key');
    this.webhookSecret = checkSecret(
      'webhookSecret',
      given.webhookSecret ?? 'sandbox_webhook_secret',
    );
    this.webhookUrl = checkWebhookUrl(given.webhookUrl ?? null);
    this.minimumAmount = checkMinimumAmount(given.minimumAmount ?? '1.00');
    this.gatewayActive = given.gatewayActive ?? true;
    this.seed = given.seed === undefined ? null : readSeed(given.seed);
    this.setByHand = new Set(SELLER_OPTIONS.filter((option) => given[option] !== undefined));
    this.adminEmail = checkSecret('adminEmail', given.adminEmail ?? 'admin@sandbox.test');
    this.adminPassword = checkSecret('adminPassword', given.adminPassword ?? 'sandbox');
    this.retryAfterDecline = given.retryAfterDecline ?? true;
    this.retrySchedule = checkSchedule(given.retrySchedule ?? DEFAULT_RETRY_SCHEDULE);
    this.webhookTimeoutMs = checkTimeout(given.webhookTimeoutMs ?? 15_000);
    this.dataDir = given.dataDir ?? null;
    this.log = given.log ?? (() => {});
    // Last: by now every option has its field here.
    const stray = Object.keys(given).find((option) => !(option in this));
    if (stray !== undefined) {
      throw new SandboxOptionsError(`${stray} is no option; the README lists those there are.`);
    }
  }

  get publicUrl(): string {
    if (this.#publicUrl === null) throw new Error('The sandbox does not listen yet.');
    return this.#publicUrl;
  }

  /** Called once the server listens: its own address is the public one unless another was given. */
  listeningAt(url: string): void {
    this.#publicUrl ??= url;
  }
}

function checkPort(port: number): number {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new SandboxOptionsError(
    `port is ${port}; give a whole number from 0 (any free port) to 65535.`,
  );
}

function checkPublicUrl(url: string): string {
  const problem = publicUrlProblem(url);
  if (problem === null) return new URL(url).origin;
  throw new SandboxOptionsError(`publicUrl ${problem}`);
}

function checkSecret(option: string, secret: unknown): string {
  if (typeof secret === 'string' && secret.trim() !== '') return secret;
  throw new SandboxOptionsError(
    `${option} is empty; give a text, or leave it out for the default one.`,
  );
}

/** An address that webhooks can go to, or null for none. */
function checkWebhookUrl(url: string | null): string | null {
  if (url === null) return null;
  const problem = webhookUrlProblem(url);
  if (problem === null) return url;
  throw new SandboxOptionsError(`webhookUrl ${problem}`);
}

/** An amount as an exact decimal with two places; the least may be 0.01. */
function checkMinimumAmount(amount: string | number): string {
  const problem = minimumAmountProblem(amount);
  if (problem === null) return exactAmount(amount);
  throw new SandboxOptionsError(`minimumAmount ${problem}`);
}

function checkSchedule(schedule: readonly (string | number)[]): number[] {
  if (Array.isArray(schedule)) return schedule.map(checkWait);
  throw new SandboxOptionsError('retrySchedule must be a list of waits, such as ["5s", "2m"].');
}

function checkWait(wait: string | number, index: number): number {
  const span = readDuration(wait);
  if (span !== null) return span;
  throw new SandboxOptionsError(
    `retrySchedule[${index}] is ${JSON.stringify(wait)}; give milliseconds, or a span such as "5s" or "2m".`,
  );
}

function checkTimeout(timeout: number): number {
  if (Number.isFinite(timeout) && timeout > 0) return timeout;
  throw new SandboxOptionsError(
    `webhookTimeoutMs is ${timeout}; give a number of milliseconds above 0.`,
  );
}
