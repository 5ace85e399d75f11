import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { readDuration } from '../../clock/duration.js';
import type { Shell } from '../shell.js';
import type { ControlRequest, Json } from './control.client.js';
import { ControlClient } from './control.client.js';

/** The values of a command's options, by name. */
type Flags = Readonly<Record<string, unknown>>;

/** An option: its flags, what it is for, and how its value is read. Default: as text. */
export type CommandOption = readonly [
  flags: string,
  description: string,
  read?: (text: string, previous: never) => unknown,
];

/** A command that sends a request to a running sandbox and prints the answer. */
export interface ControlCommand<Answer> {
  /** Its name and arguments, such as `advance <duration>`. */
  readonly usage: string;
  readonly description: string;
  /** Its own options; `--url`, `--password` and `--json` are added. */
  readonly options?: readonly CommandOption[];
  /** The request, which may need another one first. */
  readonly request: (
    argument: readonly string[],
    flags: Flags,
    client: ControlClient,
  ) => ControlRequest | Promise<ControlRequest>;
  /** The answer in words. */
  readonly lines: (answer: Json<Answer>) => readonly string[];
}

/** Adds a command that acts on a running sandbox. */
export function addControlCommand<Answer>(
  parent: Command,
  { env, terminal }: Shell,
  { usage, description, options = [], request, lines }: ControlCommand<Answer>,
): void {
  const command = parent.command(usage).description(description);
  for (const [flags, text, read = (value: string) => value] of options) {
    command.option(flags, text, read as (value: string, previous: unknown) => unknown);
  }
  command
    .option('--url <address>', 'the running sandbox (default: OVGC_SANDBOX_URL, or this machine)')
    .option('--password <text>', 'if the sandbox asks for one (default: OVGC_SANDBOX_PASSWORD)')
    .option('--json', "print the sandbox's answer as JSON")
    .action(async () => {
      const { url, password, json, ...flags } = command.opts<{
        url?: string;
        password?: string;
        json?: boolean;
      }>();
      const ownUrl = `http://127.0.0.1:${env['SANDBOX_PORT'] || '4010'}`;
      const client = new ControlClient(
        url ?? (env['OVGC_SANDBOX_URL'] || ownUrl),
        password ?? (env['OVGC_SANDBOX_PASSWORD'] || undefined),
      );
      const sent = await request(command.args, flags, client);
      const answer = await client.send<Answer>(sent);
      const words = lines(answer);
      for (const line of json ? [JSON.stringify(answer, null, 2)] : words) terminal.log(line);
    });
}

/** Reads a number. */
export function numberValue(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('Give a number.');
}

/** Reads a duration as milliseconds. */
export function durationValue(text: string): number {
  const duration = readDuration(text);
  if (duration !== null) return duration;
  throw new InvalidArgumentError('Give a duration such as 500ms, 5s or 2m.');
}

/** Adds a value to those before. */
export function listValue(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

/** Adds `field=value` to the fields before. A value that is JSON is read as JSON (`success=false`), others as text. */
export function fieldValue(
  text: string,
  previous: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new InvalidArgumentError('Give a field and its value, such as success=false.');
  }
  return { ...previous, [text.slice(0, at)]: jsonOrText(text.slice(at + 1)) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
