import { styleText } from 'node:util';

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan' | 'magenta';

/** Where the command line writes to. */
export interface Terminal {
  log(line: string): void;
  error(line: string): void;
  /** Styles a text, if the output is a terminal and `NO_COLOR` is not set. */
  readonly paint: (style: Style, text: string) => string;
}

/** What a command works with. */
export interface Shell {
  readonly env: Environment;
  readonly terminal: Terminal;
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  log: (line) => void process.stdout.write(`${line}\n`),
  error: (line) => void process.stderr.write(`${line}\n`),
  paint: (style, text) => styleText(style, text, { stream: process.stdout }),
};

/** A command failed. The message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The error of a sandbox that cannot be started. */
export function cannotStart(reason: string): CommandError {
  return new CommandError(`The OVGC sandbox cannot start: ${reason}`);
}
