/** What a command means when nothing follows it. */
const MEANT: Readonly<Record<string, string>> = { clock: 'now', faults: 'list' };
const OF_THE_PROGRAM = new Set(['-h', '--help', '-V', '--version']);

/**
 * Puts the command in where it goes without saying: `--port 4020` starts a sandbox, `faults --json` lists the faults.
 * A name that is no command is left for the program to refuse, with its suggestion.
 */
export function fullArguments(args: readonly string[]): string[] {
  const [first, second] = args;
  if (first === undefined) return ['start'];
  if (first.startsWith('-')) return OF_THE_PROGRAM.has(first) ? [...args] : ['start', ...args];
  const meant = MEANT[first];
  const isMeant = second === undefined || (second.startsWith('-') && !OF_THE_PROGRAM.has(second));
  return meant !== undefined && isMeant ? [first, meant, ...args.slice(1)] : [...args];
}
