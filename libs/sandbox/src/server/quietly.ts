import type { LoggerService } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';

/**
 * Starts a Nest app without the lines that Nest writes of it. Nest has one logger a process, so it is given back
 * afterwards: a shop under test keeps its own output, and the sandbox can still report an error.
 */
export async function quietly<T>(start: () => Promise<T>): Promise<T> {
  const logger = ProcessLogger.current();
  Logger.overrideLogger(false);
  try {
    return await start();
  } catch (error) {
    // Nest goes on with the modules that are not to blame, and would tell of each.
    await setImmediate();
    throw error;
  } finally {
    Logger.overrideLogger(logger ?? false);
  }
}

class ProcessLogger extends Logger {
  static current(): LoggerService | undefined {
    return this.staticInstanceRef;
  }
}
