import { readDuration } from '../../clock/duration.js';
import type { CreateSandboxOptions } from '../../sandbox.options.js';
import { portProblem, SandboxOptionFields } from '../../sandbox.options.js';
import { check } from '../../validation/checked.js';
import type { Environment } from '../shell.js';
import { cannotStart } from '../shell.js';

/** The variable of each option, and its flag. `PUBLIC_URL` belongs to the shop, so the sandbox has its own. */
const SOURCES = {
  port: ['SANDBOX_PORT', '--port'],
  host: ['HOST', '--host'],
  publicUrl: ['SANDBOX_PUBLIC_URL'],
  apiKey: ['OVGC_API_KEY'],
  webhookSecret: ['OVGC_WEBHOOK_SECRET'],
  webhookUrl: ['WEBHOOK_URL', '--webhook-url'],
  seed: ['SEED_FILE', '--seed'],
  retryAfterDecline: ['RETRY_AFTER_DECLINE'],
  retrySchedule: ['WEBHOOK_RETRY_SCHEDULE'],
  adminEmail: ['ADMIN_EMAIL'],
  adminPassword: ['ADMIN_PASSWORD', '--password'],
  dataDir: ['DATA_DIR', '--data'],
} as const satisfies Partial<Record<keyof CreateSandboxOptions, readonly string[]>>;

type Option = keyof typeof SOURCES;

/** The command line's flags, which win over the environment. */
export interface StartFlags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly seed?: string | undefined;
  readonly data?: string | undefined;
  readonly password?: string | undefined;
  /** False with `--no-retry-after-decline`. */
  readonly retryAfterDecline?: boolean | undefined;
}

/** What a sandbox is started with. */
export interface StartSettings {
  readonly options: CreateSandboxOptions & { readonly seed: string | undefined };
  /** Where webhooks are sent if neither the options, nor the seed file, nor stored data say so. */
  readonly shopWebhookUrl: string;
  /** The flag or variable that sets each option. */
  readonly names: Readonly<Record<Option, string>>;
}

/**
 * Reads what to start with. An empty variable counts as not set.
 *
 * @param flags null where there is no command line.
 * @throws {CommandError} naming the first setting that cannot be used.
 */
export function readStartSettings(env: Environment, flags: StartFlags | null): StartSettings {
  const { data, password, retryAfterDecline, ...given } = flags ?? {};
  const flagValues: Partial<Record<Option, string | undefined>> = {
    ...given,
    dataDir: data,
    adminPassword: password,
  };
  const names = {} as Record<Option, string>;
  const values: Partial<Record<Option, string | undefined>> = {};
  for (const option of Object.keys(SOURCES) as Option[]) {
    const [variable, flag] = SOURCES[option];
    const isFlag = flags !== null && (flagValues[option] !== undefined || !env[variable]);
    names[option] = isFlag && flag !== undefined ? flag : variable;
    values[option] = flagValues[option] ?? (env[variable] || undefined);
  }
  const seed = values.seed || undefined;
  const dataDir = values.dataDir || undefined;
  const shopPort = env['SHOP_PORT'] || undefined;
  const shopWebhookUrl = `http://127.0.0.1:${portOf(shopPort ?? '3000')}/webhooks/ovgc`;
  // A seed file or stored data may have a webhook URL, which wins over the default but not over SHOP_PORT.
  const isShops = seed === undefined && (shopPort !== undefined || dataDir === undefined);
  const options = {
    ...values,
    port: portOf(values.port ?? '4010'),
    host: values.host || '127.0.0.1',
    webhookUrl: values.webhookUrl ?? (isShops ? shopWebhookUrl : undefined),
    seed,
    retryAfterDecline: retryAfterDecline === false ? false : switchOf(values.retryAfterDecline),
    retrySchedule: values.retrySchedule
      ?.split(',')
      .map((wait) => readDuration(wait.trim()) ?? wait),
    dataDir,
  };
  const shopPortProblem = portProblem(portOf(shopPort ?? '3000'));
  if (shopPortProblem !== null) throw cannotStart(`SHOP_PORT ${shopPortProblem}`);
  const checked = check(SandboxOptionFields, options);
  if (checked.kind === 'invalid') {
    throw cannotStart(`${names[checked.path as Option]} ${checked.problem}`);
  }
  return { options: options as StartSettings['options'], shopWebhookUrl, names };
}

/** A port as a number; anything else stays text, so that the error can quote it. */
function portOf(text: string): number | string {
  return /^\d+$/.test(text) && Number(text) <= 65_535 ? Number(text) : text;
}

function switchOf(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
