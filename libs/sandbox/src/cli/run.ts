import type { Option } from 'commander';
import { Command, CommanderError } from 'commander';
import { VERSION } from '../version.js';
import { fullArguments } from './cli.arguments.js';
import { addClockCommands } from './control/clock.commands.js';
import { addFaultCommands } from './control/fault.commands.js';
import { addPaymentCommands } from './control/payment.commands.js';
import { addWebhookCommands } from './control/webhook.commands.js';
import type { Shell } from './shell.js';
import { CommandError } from './shell.js';
import { addStartCommand } from './start/start.command.js';

/**
 * Runs one command line.
 *
 * @param args without the program's name.
 * @returns the exit code: 0, or 1 after one line that says what is wrong.
 */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  try {
    await programOf(shell).parseAsync(fullArguments(args), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof CommandError)) throw error;
    shell.terminal.error(error.message);
    return 1;
  }
}

function programOf(shell: Shell): Command {
  const program = new Command('ovgc-sandbox')
    .description('The OVGC Payments gateway on your own machine.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shell.terminal.log(text.trimEnd()),
      writeErr: (text) => shell.terminal.error(text.trimEnd()),
    });
  const start = addStartCommand(program, shell);
  addPaymentCommands(program, shell);
  addWebhookCommands(program, shell);
  addClockCommands(program, shell);
  addFaultCommands(program, shell);
  return program.addHelpText('after', () => startHelp(start));
}

/** The program's help includes the options of start, which is what most people look for. */
function startHelp(start: Command): string {
  const help = start.createHelp();
  const width = help.padWidth(start, help);
  const line = (option: Option) =>
    help.formatItem(help.optionTerm(option), width, help.optionDescription(option), help);
  return ['', 'Options of start:', ...help.visibleOptions(start).map(line)].join('\n');
}
