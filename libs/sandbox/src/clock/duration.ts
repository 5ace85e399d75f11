import ms from 'ms';

const ISO_8601 =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const ISO_UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;

/**
 * Reads a duration: milliseconds as a number, a text as the `ms` package reads it (`31m`, `1.5 h`, `2 days`) or an
 * ISO-8601 duration of weeks, days, hours, minutes and seconds (`PT31M`). Months and years of ISO 8601 are refused,
 * because they have no fixed length.
 *
 * @returns whole milliseconds, 0 or more; null when it cannot be read.
 */
export function readDuration(value: unknown): number | null {
  const span = typeof value === 'string' ? readText(value) : value;
  return typeof span === 'number' && Number.isFinite(span) && span >= 0 ? Math.round(span) : null;
}

function readText(text: string): number | undefined {
  const iso = ISO_8601.exec(text);
  if (iso) {
    return ISO_UNITS.reduce((sum, unit, index) => sum + Number(iso[index + 1] ?? 0) * unit, 0);
  }
  // A bare number in a text could be meant in seconds as well as in milliseconds.
  if (/^[\d.\s-]*$/.test(text)) return undefined;
  return (ms as (text: string) => number | undefined)(text);
}

/** A duration for people to read, such as `5s`, `2m` or `1h`. */
export function writeDuration(milliseconds: number): string {
  return ms(milliseconds);
}
