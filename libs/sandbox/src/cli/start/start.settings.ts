import type { CreateSandboxOptions } from '../../sandbox.options.js';
import { publicUrlProblem } from '../../sandbox.options.js';
import { readDuration } from '../../clock/duration.js';
import { webhookUrlProblem } from '../../sellers/webhook.url.js';
import { cannotStart } from '../command.error.js';
import type { Environment } from '../shell.js';

interface TextFlags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly webhookUrl?: string | undefined;
  readonly seed?: string | undefined;
  readonly data?: string | undefined;
}

/** What the command line says; it wins over the environment. */
export interface StartFlags extends TextFlags {
  /** False by `--no-retry-after-decline`. */
  readonly retryAfterDecline?: boolean | undefined;
}

/** What the sandbox is started with. */
export interface StartSettings {
  readonly options: CreateSandboxOptions & {
    readonly port: number;
    readonly host: string;
    readonly seed: string | undefined;
  };
  /** Where webhooks go if neither the options, nor the seed file, nor an earlier run say so. */
  readonly shopWebhookUrl: string;
  /** What the person who starts it calls each of these. */
  readonly names: { readonly port: string; readonly host: string; readonly data: string };
}

interface Given {
  readonly name: string;
  readonly value: string | undefined;
}

/**
 * Reads what to start with. An empty variable counts as not set. `PUBLIC_URL` is the shop's and is not read; where
 * browsers reach the sandbox under another address than it listens on, `SANDBOX_PUBLIC_URL` says so.
 *
 * @param flags null where there is no command line.
 * @throws {CommandError} naming the first that cannot be used.
 */
export function readStartSettings(env: Environment, flags: StartFlags | null): StartSettings {
  const variable = (name: string): Given => ({ name, value: env[name] || undefined });
  const given = (flag: keyof TextFlags, option: string, name: string): Given => {
    const isFlag = flags !== null && (flags[flag] !== undefined || !env[name]);
    return isFlag ? { name: option, value: flags[flag] } : variable(name);
  };
  const port = given('port', '--port', 'SANDBOX_PORT');
  const host = given('host', '--host', 'HOST');
  const data = given('data', '--data', 'DATA_DIR');
  const seed = given('seed', '--seed', 'SEED_FILE').value || undefined;
  const webhookUrl = readUrl(
    given('webhookUrl', '--webhook-url', 'WEBHOOK_URL'),
    webhookUrlProblem,
  );
  const shop = variable('SHOP_PORT');
  const shopWebhookUrl = `http://127.0.0.1:${readPort(shop, 3000)}/webhooks/ovgc`;
  const dataDir = data.value || undefined;
  // A seed file or an earlier run may know better than a default; who names the shop's port says it himself.
  const isShops = seed === undefined && (shop.value !== undefined || dataDir === undefined);
  return {
    options: {
      port: readPort(port, 4010),
      host: host.value || '127.0.0.1',
      publicUrl: readUrl(variable('SANDBOX_PUBLIC_URL'), publicUrlProblem),
      apiKey: variable('OVGC_API_KEY').value,
      webhookSecret: variable('OVGC_WEBHOOK_SECRET').value,
      webhookUrl: webhookUrl ?? (isShops ? shopWebhookUrl : undefined),
      seed,
      retryAfterDecline:
        flags?.retryAfterDecline === false ? false : readSwitch(variable('RETRY_AFTER_DECLINE')),
      retrySchedule: readSpans(variable('WEBHOOK_RETRY_SCHEDULE')),
      adminEmail: variable('ADMIN_EMAIL').value,
      adminPassword: variable('ADMIN_PASSWORD').value,
      dataDir,
    },
    shopWebhookUrl,
    names: { port: port.name, host: host.name, data: data.name },
  };
}

function readPort({ name, value }: Given, byDefault: number): number {
  if (value === undefined) return byDefault;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw cannotStart(
    `${name} is "${value}"; set it to a port from 0 (any free one) to 65535, or leave it out for ${byDefault}.`,
  );
}

/** @param problemOf what is wrong with an address, to be put behind the name; null when nothing is. */
function readUrl(
  { name, value }: Given,
  problemOf: (url: string) => string | null,
): string | undefined {
  const problem = value === undefined ? null : problemOf(value);
  if (problem === null) return value;
  throw cannotStart(`${name} ${problem}`);
}

function readSwitch({ name, value }: Given): boolean | undefined {
  if (value === undefined) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  throw cannotStart(`${name} is "${value}"; set it to true or false, or leave it out for true.`);
}

/** Spans of time with commas between them, as milliseconds. */
function readSpans({ name, value }: Given): number[] | undefined {
  return value?.split(',').map((text) => {
    const span = readDuration(text.trim());
    if (span !== null) return span;
    throw cannotStart(`${name} is "${value}"; set it to waits with commas, such as "1s,5s,2m".`);
  });
}
