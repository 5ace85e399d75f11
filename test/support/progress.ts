const EVERY_MS = 60_000;
/** The real one, whatever a test makes of the clock. */
const now = performance.now.bind(performance);

/**
 * Tells those who wait for a long proof how far it has come, once a minute.
 *
 * @param how what is counted, of how many, and the seed that makes it again: `kills`, 5000, `KILL_SEED=7`
 */
export function progress(how: {
  readonly of: string;
  readonly total: number;
  readonly seed: string;
}): (done: number) => void {
  let told = now();
  return (done) => {
    if (now() - told < EVERY_MS) return;
    told = now();
    process.stderr.write(`${done} of ${how.total} ${how.of} (${how.seed})\n`);
  };
}
