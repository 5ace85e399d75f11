import { CommandError } from '../command.error.js';

/**
 * Reads `field=value`. What is JSON is taken as that (`success=false`, `amount=25`), anything else as text.
 *
 * @throws {CommandError} when there is no field, or no `=`.
 */
export function readAssignment(text: string): readonly [field: string, value: unknown] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new CommandError(
      `--set is "${text}"; give a field and its value, such as success=false.`,
    );
  }
  return [text.slice(0, at), readValue(text.slice(at + 1))];
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
