const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A time of the sandbox's clock to the second, such as `23:15:58 UTC`. */
export function formatTime(at: Date): string {
  return `${at.toISOString().slice(11, 19)} UTC`;
}

/** A day of the sandbox's clock, such as `22 Nov 2026`. */
export function formatDay(at: Date): string {
  return DATE.format(at);
}

/**
 * How long ago a time was, or how far ahead it is: `just now`, `12 min ago`, `in 3 h`. From two days on it is a date.
 * Also runs in the page, where it is updated as the clock ticks.
 */
export function formatDistance(at: number, now: number): string {
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

/** A duration in milliseconds as a countdown, such as `29:05` or `1:02:09`. Also runs in the page. */
export function formatCountdown(durationMs: number): string {
  const seconds = Math.max(0, Math.ceil(durationMs / 1000));
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(seconds / 60) % 60;
  if (seconds < 3600) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(seconds / 3600)}:${two(minutes)}:${two(seconds % 60)}`;
}

/** A duration in milliseconds in its two largest units: `31 min`, `2 h 5 min`, `1 d 3 h`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
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
