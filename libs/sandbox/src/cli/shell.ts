import type { Terminal } from './terminal.js';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command works with. */
export interface Shell {
  readonly env: Environment;
  readonly terminal: Terminal;
}
