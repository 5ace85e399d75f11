/** The last month in which a card is valid. */
export interface CardExpiry {
  /** 1 to 12, or any other number that was typed. */
  readonly month: number;
  /** Four digits. */
  readonly year: number;
}

/**
 * Reads an expiry as people type it and browsers fill it in: `12/34`, `12 / 2034`, `1-34`, `1234`.
 *
 * @returns null when it cannot be read; the month may still be out of range
 */
export function readExpiry(typed: string): CardExpiry | null {
  const parts =
    /^(\d{1,2})(?:\s*[/.-]\s*|\s+)(\d{4}|\d{2})$/.exec(typed) ??
    /^(\d{2})(\d{4}|\d{2})$/.exec(typed);
  if (parts === null) return null;
  const year = Number(parts[2]);
  return { month: Number(parts[1]), year: year < 100 ? 2000 + year : year };
}

/** Whether the card's last day is over, in UTC. */
export function hasExpired({ month, year }: CardExpiry, now: Date): boolean {
  const firstMomentAfter = Date.UTC(year, month);
  return now.getTime() >= firstMomentAfter;
}
