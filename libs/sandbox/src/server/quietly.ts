import type { LoggerService } from '@nestjs/common';
import { Logger } from '@nestjs/common';

/**
 * Starts a Nest app without the lines that Nest writes of it. Nest has one logger a process, so it is given back
 * afterwards: a shop under test keeps its own output, and the sandbox can still report an error.
 */
export async function quietly<T>(start: () => Promise<T>): Promise<T> {
  const logger = ProcessLogger.current();
  Logger.overrideLogger(false);
  try {
    return await start();
  } finally {
    Logger.overrideLogger(logger ?? false);
  }
}

class ProcessLogger extends Logger {
  static current(): LoggerService | undefined {
    return this.staticInstanceRef;
  }
}
