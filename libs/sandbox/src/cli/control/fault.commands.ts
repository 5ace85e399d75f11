import type { Command } from 'commander';
import type { FaultRule } from '../../faults/fault.rule.js';
import type { Shell } from '../shell.js';
import type { ControlFlags } from './control.command.js';
import { addControlCommand, carryOut } from './control.command.js';
import type { FaultFlags } from './fault.flags.js';
import { faultBody } from './fault.flags.js';
import { addedLines, kindLines, ruleLines } from './fault.lines.js';

/** `faults`: what is to go wrong. */
export function addFaultCommands(program: Command, shell: Shell): void {
  const faults = program.command('faults').description('make things go wrong');

  addControlCommand(faults, 'list', 'print the faults to come (what "faults" alone does)').action(
    (flags: ControlFlags) =>
      carryOut<readonly FaultRule[]>(flags, shell, { method: 'GET', path: 'faults' }, ruleLines),
  );

  addControlCommand(faults, 'add <target> <kind>', 'plan a fault; "faults kinds" lists them')
    .option('--status <code>', 'of the kind status: the HTTP status to answer with')
    .option('--delay <span>', 'of the kind delay: how long, such as 5s')
    .option('--variant <name>', 'of the kind drift: how the fields differ')
    .option('--count <number>', 'how many it befalls (default: 1)')
    .option('--probability <number>', 'how likely it befalls each, up to 1, in place of a count')
    .option('--seed <number>', 'makes a probability befall the same ones again')
    .option('--order <id>', 'only this order')
    .option('--transaction <id>', 'only this transaction')
    .option('--event <name>', 'only webhooks of this event')
    .option('--seller <id>', 'only this seller')
    .option('--path <part>', 'only requests with this in their path')
    .action((target: string, kind: string, flags: FaultFlags & ControlFlags) => {
      const body = faultBody(target, kind, flags);
      const request = { method: 'POST', path: 'faults', body } as const;
      return carryOut<FaultRule>(flags, shell, request, addedLines);
    });

  addControlCommand(faults, 'clear', 'call all faults off').action((flags: ControlFlags) =>
    carryOut(flags, shell, { method: 'DELETE', path: 'faults' }, () => ['No fault is planned.']),
  );

  addControlCommand(faults, 'remove <id>', 'call one fault off').action(
    (id: string, flags: ControlFlags) => {
      const request = { method: 'DELETE', path: `faults/${encodeURIComponent(id)}` } as const;
      return carryOut(flags, shell, request, () => [`${id} is called off.`]);
    },
  );

  faults
    .command('kinds')
    .description('print every kind of fault, with what it does')
    .action(() => kindLines().forEach((line) => shell.terminal.log(line)));
}
