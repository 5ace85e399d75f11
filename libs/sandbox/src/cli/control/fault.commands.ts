import type { Command } from 'commander';
import { writeDuration } from '../../clock/duration.js';
import { FAULT_MEANINGS } from '../../faults/fault.kinds.js';
import type { FaultRule } from '../../faults/fault.rule.js';
import type { Shell } from '../shell.js';
import type { Json } from './control.client.js';
import { addControlCommand, durationValue, numberValue } from './control.command.js';
import { tableLines } from './lines.js';

type Rule = Json<FaultRule>;

/** `faults`. */
export function addFaultCommands(program: Command, shell: Shell): void {
  const faults = program.command('faults').description('make things go wrong');

  addControlCommand<readonly FaultRule[]>(faults, shell, {
    usage: 'list',
    description: 'print the faults that are set (same as "faults" alone)',
    request: () => ({ method: 'GET', path: 'faults' }),
    lines: ruleLines,
  });
  addControlCommand<FaultRule>(faults, shell, {
    usage: 'add <target> <kind>',
    description: 'add a fault; "faults kinds" lists them',
    options: [
      ['--status <code>', 'for the kind status: the HTTP status to answer with', numberValue],
      ['--delay <duration>', 'for the kind delay: how long, such as 5s', durationValue],
      ['--variant <name>', 'for the kind drift: how the fields differ'],
      ['--count <number>', 'how many it affects (default: 1)', numberValue],
      ['--probability <number>', 'how likely it affects each one, up to 1', numberValue],
      ['--seed <number>', 'makes a probability affect the same ones again', numberValue],
      ['--order <id>', 'only this order'],
      ['--transaction <id>', 'only this transaction'],
      ['--event <name>', 'only webhooks of this event'],
      ['--seller <id>', 'only this seller'],
      ['--path <part>', 'only requests with this in their path'],
    ],
    request: ([target, kind], { delay: delayMs, ...flags }) => {
      const { order: orderUuid, transaction: transactionId, seller: sellerId, ...rest } = flags;
      const { event, path, ...scope } = rest;
      const filter = { orderUuid, transactionId, event, sellerId, path };
      return { method: 'POST', path: 'faults', body: { target, kind, delayMs, ...scope, filter } };
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

/** A fault that was just added. */
function addedLines(rule: Rule): string[] {
  return [`${rule.target} ${kindOf(rule)} affects ${frequencyOf(rule)}: ${rule.id}`];
}

/** The faults that are set. */
function ruleLines(rules: readonly Rule[]): string[] {
  if (rules.length === 0) {
    return ['No faults are set. "ovgc-sandbox faults kinds" lists what you can add.'];
  }
  return tableLines(
    ['TARGET', 'KIND', 'AFFECTS', 'FILTER', 'HITS', 'ID'],
    rules.map((rule) => [
      rule.target,
      kindOf(rule),
      frequencyOf(rule),
      Object.values(rule.filter).join(' ') || 'all',
      String(rule.hits),
      rule.id,
    ]),
  );
}

/** Every kind of fault and what it does. */
function kindLines(): string[] {
  const rows = Object.entries(FAULT_MEANINGS).flatMap(([target, meanings]) =>
    Object.entries(meanings).map(([kind, meaning]) => [target, kind, meaning]),
  );
  return tableLines(['TARGET', 'KIND', 'WHAT HAPPENS'], rows);
}

function kindOf({ kind, status, delayMs, variant }: Rule): string {
  const parameter = status ?? variant ?? (delayMs === null ? null : writeDuration(delayMs));
  return parameter === null ? kind : `${kind} ${parameter}`;
}

function frequencyOf({ left, probability, seed }: Rule): string {
  if (probability !== null) return `${probability * 100} % (seed ${seed})`;
  return left === 1 ? 'the next one' : `the next ${left}`;
}
