import type { Command } from 'commander';
import type { Shell } from '../shell.js';
import type { ControlFlags } from './control.command.js';
import { addControlCommand, carryOut } from './control.command.js';

/** `reset`. */
export function addResetCommand(program: Command, shell: Shell): void {
  addControlCommand(
    program,
    'reset',
    'forget payments, webhooks, faults and settings; the clock shows real time again',
  ).action((flags: ControlFlags) =>
    carryOut(flags, shell, { method: 'POST', path: 'reset' }, () => ['Everything is forgotten.']),
  );
}
