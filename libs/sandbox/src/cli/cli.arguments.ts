const DEFAULT_SUBCOMMANDS: Readonly<Record<string, string>> = { clock: 'now', faults: 'list' };
const PROGRAM_FLAGS = new Set(['-h', '--help', '-V', '--version']);

/**
 * Adds the default command: `--port 4020` starts a sandbox, `faults --json` lists the faults. An unknown command stays
 * as it is, so that the program can refuse it with a suggestion.
 */
export function fullArguments(args: readonly string[]): string[] {
  const [first, second] = args;
  if (first === undefined) return ['start'];
  if (first.startsWith('-')) return PROGRAM_FLAGS.has(first) ? [...args] : ['start', ...args];
  const subcommand = DEFAULT_SUBCOMMANDS[first];
  const isLeftOut = second === undefined || (second.startsWith('-') && !PROGRAM_FLAGS.has(second));
  return subcommand !== undefined && isLeftOut ? [first, subcommand, ...args.slice(1)] : [...args];
}
