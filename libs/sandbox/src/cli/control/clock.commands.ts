import type { Command } from 'commander';
import type { Shell } from '../shell.js';
import type { ControlFlags } from './control.command.js';
import { addControlCommand, carryOut } from './control.command.js';

interface ClockAnswer {
  readonly now: string;
  readonly frozen: boolean;
}

/** `advance` and `clock`: what time it is in the sandbox. */
export function addClockCommands(program: Command, shell: Shell): void {
  const turn = (body: Readonly<Record<string, unknown>>, flags: ControlFlags) =>
    carryOut(flags, shell, { method: 'POST', path: 'clock', body }, clockLines);

  addControlCommand(
    program,
    'advance <span>',
    'turn the clock forward, such as by 31m; what falls due is done before it returns',
  ).action((advance: string, flags: ControlFlags) => turn({ advance }, flags));

  const clock = program.command('clock').description('read and set the clock');
  addControlCommand(clock, 'now', 'print the time (what "clock" alone does)').action(
    (flags: ControlFlags) => carryOut(flags, shell, { method: 'GET', path: 'clock' }, clockLines),
  );
  addControlCommand(clock, 'set <time>', 'turn it forward to an ISO-8601 time').action(
    (set: string, flags: ControlFlags) => turn({ set }, flags),
  );
  addControlCommand(clock, 'freeze', 'let it stand still').action((flags: ControlFlags) =>
    turn({ freeze: true }, flags),
  );
  addControlCommand(clock, 'release', 'let it run on').action((flags: ControlFlags) =>
    turn({ freeze: false }, flags),
  );
}

function clockLines({ now, frozen }: ClockAnswer): string[] {
  return [`The clock shows ${now}${frozen ? ' and stands still' : ''}.`];
}
