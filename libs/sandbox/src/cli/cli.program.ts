import type { Option } from 'commander';
import { Command } from 'commander';
import { VERSION } from '../version.js';
import { addClockCommands } from './control/clock.commands.js';
import type { Shell } from './shell.js';
import { addFaultCommands } from './control/fault.commands.js';
import { addPaymentCommand } from './control/payment.command.js';
import { addResetCommand } from './control/reset.command.js';
import { addStartCommand } from './start/start.command.js';
import { addWebhookCommands } from './control/webhook.commands.js';

/** The command line, with all its commands. It throws where it would otherwise end the process. */
export function cliProgram(shell: Shell): Command {
  const program = new Command('ovgc-sandbox')
    .description('The OVGC Payments gateway on your own machine.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shell.terminal.log(text.trimEnd()),
      writeErr: (text) => shell.terminal.error(text.trimEnd()),
    });
  const start = addStartCommand(program, shell);
  addPaymentCommand(program, shell);
  addWebhookCommands(program, shell);
  addClockCommands(program, shell);
  addFaultCommands(program, shell);
  addResetCommand(program, shell);
  return program.addHelpText('after', () => startHelp(start));
}

/** Who asks for help most often wants to know how to start one. */
function startHelp(start: Command): string {
  const help = start.createHelp();
  const width = help.padWidth(start, help);
  const line = (option: Option) =>
    help.formatItem(help.optionTerm(option), width, help.optionDescription(option), help);
  return ['', 'Options of start:', ...help.visibleOptions(start).map(line)].join('\n');
}
