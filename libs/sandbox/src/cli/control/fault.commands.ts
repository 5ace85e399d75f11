import type { Command } from 'commander';
import type { FaultRule } from '../../faults/fault.rule.js';
import type { Shell } from '../shell.js';
import { addControlCommand, durationValue, numberValue, option } from './control.command.js';
import { addedLines, kindLines, ruleLines } from './fault.lines.js';

interface FaultFlags {
  readonly status?: number;
  readonly delay?: number;
  readonly variant?: string;
  readonly count?: number;
  readonly probability?: number;
  readonly seed?: number;
  readonly order?: string;
  readonly transaction?: string;
  readonly event?: string;
  readonly seller?: string;
  readonly path?: string;
}

/** `faults`. */
export function addFaultCommands(program: Command, shell: Shell): void {
  const faults = program.command('faults').description('make things go wrong');

  addControlCommand<readonly FaultRule[]>(faults, shell, {
    usage: 'list',
    description: 'print the faults that are set (same as "faults" alone)',
    request: () => ({ method: 'GET', path: 'faults' }),
    lines: ruleLines,
  });
  addControlCommand<FaultRule, FaultFlags>(faults, shell, {
    usage: 'add <target> <kind>',
    description: 'add a fault; "faults kinds" lists them',
    options: [
      option('--status <code>', 'for the kind status: the HTTP status to answer with', numberValue),
      option('--delay <duration>', 'for the kind delay: how long, such as 5s', durationValue),
      option('--variant <name>', 'for the kind drift: how the fields differ'),
      option('--count <number>', 'how many it affects (default: 1)', numberValue),
      option('--probability <number>', 'how likely it affects each one, up to 1', numberValue),
      option('--seed <number>', 'makes a probability affect the same ones again', numberValue),
      option('--order <id>', 'only this order'),
      option('--transaction <id>', 'only this transaction'),
      option('--event <name>', 'only webhooks of this event'),
      option('--seller <id>', 'only this seller'),
      option('--path <part>', 'only requests with this in their path'),
    ],
    request: ([target, kind], { delay, order, transaction, event, seller, path, ...flags }) => {
      const filter = {
        orderUuid: order,
        transactionId: transaction,
        event,
        sellerId: seller,
        path,
      };
      const isFiltered = Object.values(filter).some((value) => value !== undefined);
      const scope = { delayMs: delay, filter: isFiltered ? filter : undefined };
      return { method: 'POST', path: 'faults', body: { target, kind, ...flags, ...scope } };
    },
    lines: addedLines,
  });
  addControlCommand(faults, shell, {
    usage: 'clear',
    description: 'remove all faults',
    request: () => ({ method: 'DELETE', path: 'faults' }),
    lines: () => ['All faults were removed.'],
  });
  addControlCommand(faults, shell, {
    usage: 'remove <id>',
    description: 'remove a fault',
    request: ([id = '']) => ({ method: 'DELETE', path: `faults/${encodeURIComponent(id)}` }),
    lines: () => ['The fault was removed.'],
  });
  faults
    .command('kinds')
    .description('print every kind of fault and what it does')
    .action(() => kindLines().forEach((line) => shell.terminal.log(line)));
}
