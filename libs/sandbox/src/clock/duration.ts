import ms from 'ms';

const ISO_8601 =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const ISO_UNITS = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;

/**
 * Reads a span of time: milliseconds as a number, words as the `ms` package reads them (`31m`, `1.5 h`, `2 days`)
 * or an ISO-8601 duration of weeks, days, hours, minutes and seconds (`PT31M`). Months and years have no fixed
 * length, so ISO-8601's are refused.
 *
 * @returns whole milliseconds, zero or more; null when it is none of these.
 */
export function readDuration(value: unknown): number | null {
  const span = typeof value === 'number' ? value : typeof value === 'string' ? inWords(value) : NaN;
  return Number.isFinite(span) && span >= 0 ? Math.round(span) : null;
}

function inWords(text: string): number {
  const iso = ISO_8601.exec(text);
  if (iso) {
    return ISO_UNITS.reduce((sum, unit, index) => sum + Number(iso[index + 1] ?? 0) * unit, 0);
  }
  // A bare number in a string could be meant in seconds as well as in milliseconds.
  if (/^[\d.\s-]*$/.test(text)) return NaN;
  return (ms as (text: string) => number | undefined)(text) ?? NaN;
}

/** A span for people to read: `5s`, `2m`, `1h`, as the `ms` package writes it. */
export function writeDuration(span: number): string {
  return ms(span);
}
