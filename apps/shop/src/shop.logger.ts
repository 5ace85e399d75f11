import { ConsoleLogger } from '@nestjs/common';

/** What Nest logs under these names is why the shop can't start, and that is reported once, in helpful words. */
const STARTING = ['ExceptionHandler', 'NestApplication'];

/** Logs warnings and errors. */
export class ShopLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'] });
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (!STARTING.includes(String(rest.at(-1)))) super.error(message, ...rest);
  }
}
