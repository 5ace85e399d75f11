import { styleText } from 'node:util';

/** The styles that the command line uses. */
export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan' | 'magenta';

/** Where the command line writes to. */
export interface Terminal {
  /** Writes a line of what was asked for. */
  log(line: string): void;
  /** Writes a line about what went wrong. */
  error(line: string): void;
  /** A text in a style, if it is a person's terminal and `NO_COLOR` is not set. */
  readonly paint: (style: Style, text: string) => string;
}

/** The process's own terminal: answers go to its output, problems to its error output. */
export function processTerminal(): Terminal {
  return {
    log: (line) => void process.stdout.write(`${line}\n`),
    error: (line) => void process.stderr.write(`${line}\n`),
    paint: (style, text) => styleText(style, text, { stream: process.stdout }),
  };
}
