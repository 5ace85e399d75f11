import type { Command } from 'commander';
import type { ControlRequest } from './control.client.js';
import { ControlClient } from './control.client.js';
import type { Json } from './json.js';
import type { Shell } from '../shell.js';

/** The flags of every command that acts on a running sandbox. */
export interface ControlFlags {
  readonly url?: string;
  readonly json?: boolean;
}

/** Adds a command that acts on a running sandbox. */
export function addControlCommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--url <address>', 'the running sandbox (default: OVGC_SANDBOX_URL, or this machine)')
    .option('--json', 'print what the sandbox answers as JSON');
}

/** The sandbox that the flags, or else the environment, speak of. */
export function clientOf({ url }: ControlFlags, { env }: Shell): ControlClient {
  const port = env['SANDBOX_PORT'] || '4010';
  return new ControlClient(url ?? (env['OVGC_SANDBOX_URL'] || `http://127.0.0.1:${port}`));
}

/** Prints an answer: as JSON if that is wanted, otherwise in words. */
export function print<Answer>(
  flags: ControlFlags,
  { terminal }: Shell,
  answer: Answer,
  inWords: (answer: Answer) => readonly string[],
): void {
  const lines = flags.json === true ? [JSON.stringify(answer, null, 2)] : inWords(answer);
  for (const line of lines) terminal.log(line);
}

/** Asks the sandbox and prints its answer. */
export async function carryOut<Answer>(
  flags: ControlFlags,
  shell: Shell,
  request: ControlRequest,
  inWords: (answer: Json<Answer>) => readonly string[],
): Promise<void> {
  print(flags, shell, await clientOf(flags, shell).ask<Answer>(request), inWords);
}
