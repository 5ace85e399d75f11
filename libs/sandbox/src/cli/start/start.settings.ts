import { readDuration } from '../../clock/duration.js';
import type { CreateSandboxOptions } from '../../sandbox.options.js';
import { publicUrlProblem } from '../../sandbox.options.js';
import { webhookUrlProblem } from '../../sellers/webhook.url.js';
import type { Environment } from '../shell.js';
import { cannotStart } from '../shell.js';

/** The flags that also have a variable, by option. */
const VARIABLES = {
  port: ['--port', 'SANDBOX_PORT'],
  host: ['--host', 'HOST'],
  webhookUrl: ['--webhook-url', 'WEBHOOK_URL'],
  seed: ['--seed', 'SEED_FILE'],
  data: ['--data', 'DATA_DIR'],
} as const;

type TextFlag = keyof typeof VARIABLES;

/** The command line's flags, which win over the environment. */
export interface StartFlags extends Partial<Readonly<Record<TextFlag, string | undefined>>> {
  /** False with `--no-retry-after-decline`. */
  readonly retryAfterDecline?: boolean | undefined;
}

/** What a sandbox is started with. */
export interface StartSettings {
  readonly options: CreateSandboxOptions & {
    readonly port: number;
    readonly host: string;
    readonly seed: string | undefined;
  };
  /** Where webhooks are sent if neither the options, nor the seed file, nor stored data say so. */
  readonly shopWebhookUrl: string;
  /** The flag or variable that sets each of these. */
  readonly names: Readonly<Record<'port' | 'host' | 'data', string>>;
}

interface Given {
  readonly name: string;
  readonly value: string | undefined;
}

/**
 * Reads what to start with. An empty variable counts as not set. `PUBLIC_URL` belongs to the shop and is not read; if
 * browsers reach the sandbox under another address than it listens on, set `SANDBOX_PUBLIC_URL`.
 *
 * @param flags null where there is no command line.
 * @throws {CommandError} naming the first setting that cannot be used.
 */
export function readStartSettings(env: Environment, flags: StartFlags | null): StartSettings {
  const variable = (name: string): Given => ({ name, value: env[name] || undefined });
  const given = (flag: TextFlag): Given => {
    const [option, name] = VARIABLES[flag];
    const isFlag = flags !== null && (flags[flag] !== undefined || !env[name]);
    return isFlag ? { name: option, value: flags[flag] } : variable(name);
  };
  const port = given('port');
  const host = given('host');
  const data = given('data');
  const seed = given('seed').value || undefined;
  const dataDir = data.value || undefined;
  const webhookUrl = readUrl(given('webhookUrl'), webhookUrlProblem);
  const shop = variable('SHOP_PORT');
  const shopWebhookUrl = `http://127.0.0.1:${readPort(shop, 3000)}/webhooks/ovgc`;
  // A seed file or stored data may have a webhook URL, which wins over the default but not over SHOP_PORT.
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
      retrySchedule: readSchedule(variable('WEBHOOK_RETRY_SCHEDULE')),
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
    `${name} is "${value}"; set it to a port from 0 (any free port) to 65535, or leave it out for ${byDefault}.`,
  );
}

/** @param problemOf what is wrong with a URL, to follow the setting's name; null when nothing is. */
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

function readSchedule({ name, value }: Given): number[] | undefined {
  return value?.split(',').map((text) => {
    const wait = readDuration(text.trim());
    if (wait !== null) return wait;
    throw cannotStart(`${name} is "${value}"; set it to waits with commas, such as "1s,5s,2m".`);
  });
}
