import type { LoggerService } from '@nestjs/common';

/** A Nest logger that writes down what it is told, for a test to look at. */
export function logInto(lines: string[]): LoggerService {
  const take = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
  return { log: take, error: take, warn: take, debug: take, verbose: take, fatal: take };
}
