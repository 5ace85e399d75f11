import type { CreateSandboxOptions } from 'ovgc-sandbox';

/** The variables that the service is started with. An empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that cannot be used. The message names it and says what it takes. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/**
 * Reads the service's options from the environment. `PUBLIC_URL` is the shop's and is not read; where browsers reach
 * the sandbox under another address than it listens on, `SANDBOX_PUBLIC_URL` says so.
 *
 * @throws {EnvironmentError} naming the first variable that cannot be used.
 */
export function readEnvironment(env: Environment): CreateSandboxOptions & { port: number } {
  const shopPort = readPort(env, 'SHOP_PORT', 3000);
  return {
    port: readPort(env, 'SANDBOX_PORT', 4010),
    host: env['HOST'] || '127.0.0.1',
    publicUrl: readUrl(env, 'SANDBOX_PUBLIC_URL'),
    apiKey: env['OVGC_API_KEY'] || undefined,
    webhookSecret: env['OVGC_WEBHOOK_SECRET'] || undefined,
    webhookUrl: readUrl(env, 'WEBHOOK_URL') ?? `http://127.0.0.1:${shopPort}/webhooks/ovgc`,
    dataDir: env['DATA_DIR'] || './data',
  };
}

function readPort(env: Environment, name: string, byDefault: number): number {
  const value = env[name] || String(byDefault);
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new EnvironmentError(
    `${name} is "${value}"; set it to a port from 1 to 65535, or unset it for ${byDefault}.`,
  );
}

function readUrl(env: Environment, name: string): string | undefined {
  const value = env[name] || undefined;
  if (value === undefined || (URL.canParse(value) && /^https?:\/\//i.test(value))) return value;
  throw new EnvironmentError(
    `${name} is "${value}"; set it to an http(s) address, such as "http://127.0.0.1:3000/webhooks/ovgc".`,
  );
}
