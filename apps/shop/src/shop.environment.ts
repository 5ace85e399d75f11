import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUrl,
  Max,
  Min,
  validateSync,
} from 'class-validator';

const port = { message: 'must be a port from 1 to 65535' };
const filled = { message: 'must not be empty: leave it out to get the default' };
const webUrl = { message: 'must be a URL such as http://127.0.0.1:3000' };
const WEB_URL = {
  protocols: ['http', 'https'],
  require_protocol: true,
  require_tld: false,
  // Services of a compose file have names such as ovgc_sandbox.
  allow_underscores: true,
};
const LOCAL_SANDBOX = {
  OVGC_API_KEY: 'sandbox_api_key',
  OVGC_WEBHOOK_SECRET: 'sandbox_webhook_secret',
};

/** What the shop reads from its environment. The initialisers are the defaults: a shop paid through the local sandbox. */
export class ShopEnvironment {
  @IsNotEmpty(filled)
  HOST = '127.0.0.1';

  @Type(() => Number)
  @IsInt(port)
  @Min(1, port)
  @Max(65_535, port)
  SHOP_PORT = 3000;

  /** Where the sandbox listens; read only while `OVGC_BASE_URL` is not given. */
  @Type(() => Number)
  @IsInt(port)
  @Min(1, port)
  @Max(65_535, port)
  SANDBOX_PORT = 4010;

  /** The folder of the shop's two SQLite files. */
  @IsNotEmpty(filled)
  DATA_DIR = './data';

  /** Where customers reach the shop; by default where it listens. */
  @IsOptional()
  @IsUrl(WEB_URL, webUrl)
  PUBLIC_URL: string | undefined = undefined;

  /** The gateway; by default the local sandbox. */
  @IsOptional()
  @IsUrl(WEB_URL, webUrl)
  OVGC_BASE_URL: string | undefined = undefined;

  /** Whether the gateway may be called by plain http on another machine, such as a sandbox in a compose file. */
  @IsIn(['true', 'false'], { message: 'must be true or false' })
  OVGC_ALLOW_INSECURE_HTTP = 'false';

  /** By default the local sandbox's; a gateway on another machine needs its own. */
  @IsOptional()
  @IsNotEmpty(filled)
  OVGC_API_KEY: string | undefined = undefined;

  /** By default the local sandbox's; a gateway on another machine needs its own. */
  @IsOptional()
  @IsNotEmpty(filled)
  OVGC_WEBHOOK_SECRET: string | undefined = undefined;

  get publicUrl(): string {
    const host = this.HOST.includes(':') ? `[${this.HOST}]` : this.HOST;
    return this.PUBLIC_URL ?? `http://${host}:${this.SHOP_PORT}`;
  }

  get ovgcBaseUrl(): string {
    return this.OVGC_BASE_URL ?? `http://127.0.0.1:${this.SANDBOX_PORT}/backend/api`;
  }

  /** The origin of the sandbox; null with a real gateway, which is reached by HTTPS. */
  get sandboxUrl(): string | null {
    const { protocol, origin } = new URL(this.ovgcBaseUrl);
    return protocol === 'http:' ? origin : null;
  }

  /** The variables that a gateway on another machine needs, and that are not given. */
  get missing(): readonly (keyof typeof LOCAL_SANDBOX)[] {
    if (isThisMachine(new URL(this.ovgcBaseUrl).hostname)) return [];
    return (['OVGC_API_KEY', 'OVGC_WEBHOOK_SECRET'] as const).filter((name) => !this[name]);
  }

  get credentials(): { readonly apiKey: string; readonly webhookSecret: string } {
    const { OVGC_API_KEY: apiKey, OVGC_WEBHOOK_SECRET: webhookSecret } = this;
    return {
      apiKey: apiKey ?? LOCAL_SANDBOX.OVGC_API_KEY,
      webhookSecret: webhookSecret ?? LOCAL_SANDBOX.OVGC_WEBHOOK_SECRET,
    };
  }
}

/** A variable has a value that the shop can't start with. The message is one line, without the value of a secret. */
export class ShopEnvironmentError extends Error {
  override readonly name = 'ShopEnvironmentError';
}

/**
 * Reads and checks the shop's variables.
 *
 * @param variables such as `process.env`; what the shop doesn't know is left alone
 * @throws ShopEnvironmentError naming each variable that is wrong, and what it must be
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): ShopEnvironment {
  const known = Object.keys(new ShopEnvironment());
  const given = Object.entries(variables).filter(([name]) => known.includes(name));
  const environment = plainToInstance(ShopEnvironment, Object.fromEntries(given));

  const problems = validateSync(environment, { stopAtFirstError: true }).map(
    ({ property, constraints = {} }) => `${property} ${Object.values(constraints).join(', ')}`,
  );
  if (problems.length > 0) throw new ShopEnvironmentError(problems.join('; '));
  const missing = environment.missing.map(
    (name) =>
      `${name} is missing: the gateway in OVGC_BASE_URL needs its own, not the local sandbox's`,
  );
  if (missing.length > 0) throw new ShopEnvironmentError(missing.join('; '));
  return environment;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
