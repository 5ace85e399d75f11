const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A time of the sandbox's clock to the second, such as `23:15:58 UTC`. */
export function writeTime(at: Date): string {
  return `${at.toISOString().slice(11, 19)} UTC`;
}

/** A day of the sandbox's clock, such as `22 Nov 2026`. */
export function writeDay(at: Date): string {
  return DATE.format(at);
}

/**
 * How long ago a time was, or how long it is until then: `just now`, `12 min ago`, `in 3 h`. Beyond two days it is
 * a day. Runs in the page, too, where the words move on with the clock.
 */
export function writeDistance(at: number, now: number): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  if (seconds < 5) return 'just now';
  if (seconds >= 172_800) return new Date(at).toISOString().slice(0, 10);
  const [amount, unit] =
    seconds < 60
      ? [seconds, 's']
      : seconds < 3600
        ? [Math.floor(seconds / 60), 'min']
        : [Math.floor(seconds / 3600), 'h'];
  return at > now ? `in ${amount} ${unit}` : `${amount} ${unit} ago`;
}

/** A span until a time, such as `29:05` or `1:02:09`. Runs in the page, too. */
export function writeCountdown(span: number): string {
  const seconds = Math.max(0, Math.ceil(span / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  if (seconds < 3600) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 3600)}:${two(minutes)}:${two(seconds % 60)}`;
}

/** How far the clock is ahead, in its two largest units: `31 min`, `2 h 5 min`, `1 d 3 h`. */
export function writeLead(span: number): string {
  const seconds = Math.round(span / 1000);
  const minutes = Math.floor(seconds / 60);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = first === -1 ? [[0, 's'] as const] : parts.slice(first, first + 2);
  return shown
    .filter(([amount], at) => at === 0 || amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
