import type { LoggerService } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';

/**
 * Starts a Nest app without Nest's own log lines. Nest has one logger per process, so it is restored afterwards: a shop
 * under test keeps its output, and the sandbox can still log errors.
 */
export async function quietly<T>(start: () => Promise<T>): Promise<T> {
  const logger = ProcessLogger.current();
  Logger.overrideLogger(false);
  try {
    return await start();
  } catch (error) {
    // Nest continues with the other modules, and would log each of them.
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
