import type { Command } from 'commander';
import type { Shell } from '../shell.js';
import { addControlCommand } from './control.command.js';

interface ClockAnswer {
  readonly now: string;
  readonly frozen: boolean;
}

/** `advance`, `clock` and `reset`. */
export function addClockCommands(program: Command, shell: Shell): void {
  const add = (
    parent: Command,
    usage: string,
    description: string,
    bodyOf: (argument?: string) => Readonly<Record<string, unknown>>,
  ) =>
    addControlCommand<ClockAnswer>(parent, shell, {
      usage,
      description,
      request: ([argument]) => ({ method: 'POST', path: 'clock', body: bodyOf(argument) }),
      lines: clockLines,
    });

  add(
    program,
    'advance <duration>',
    'advance the clock, such as by 31m; everything that falls due happens first',
    (advance) => ({ advance }),
  );
  const clock = program.command('clock').description('show and change the clock');
  addControlCommand<ClockAnswer>(clock, shell, {
    usage: 'now',
    description: 'print the time (same as "clock" alone)',
    request: () => ({ method: 'GET', path: 'clock' }),
    lines: clockLines,
  });
  add(clock, 'set <time>', 'set the clock to a later ISO-8601 time', (set) => ({ set }));
  add(clock, 'freeze', 'freeze the clock', () => ({ freeze: true }));
  add(clock, 'release', 'let the clock run again', () => ({ freeze: false }));

  addControlCommand(program, shell, {
    usage: 'reset',
    description:
      'delete payments, webhooks, faults and changed settings; the clock shows real time again',
    request: () => ({ method: 'POST', path: 'reset' }),
    lines: () => ['Everything was reset.'],
  });
}

function clockLines({ now, frozen }: ClockAnswer): string[] {
  return [`The clock shows ${now}${frozen ? ' and is frozen' : ''}.`];
}
