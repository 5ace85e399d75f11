import { CommanderError } from 'commander';
import { fullArguments } from './cli.arguments.js';
import { cliProgram } from './cli.program.js';
import { CommandError } from './command.error.js';
import type { Shell } from './shell.js';

/**
 * Runs one command line.
 *
 * @param args without the program's name.
 * @returns the exit code: 0, or 1 for what was refused, after one line that says why.
 */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  try {
    await cliProgram(shell).parseAsync(fullArguments(args), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof CommandError)) throw error;
    shell.terminal.error(error.message);
    return 1;
  }
}
