import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsUrl, Max, Min, validateSync } from 'class-validator';

const port = { message: 'must be a port from 1 to 65535' };
const filled = { message: 'must not be empty: leave it out to get the default' };
const webUrl = { message: 'must be a URL such as http://127.0.0.1:3000' };
const WEB_URL = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

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

  @IsNotEmpty(filled)
  OVGC_API_KEY = 'sandbox_api_key';

  @IsNotEmpty(filled)
  OVGC_WEBHOOK_SECRET = 'sandbox_webhook_secret';

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
  return environment;
}
