/** A command that could not be done. The message says why and what to do next. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A sandbox that could not be started. */
export function cannotStart(reason: string): CommandError {
  return new CommandError(`The OVGC sandbox cannot start: ${reason}`);
}
