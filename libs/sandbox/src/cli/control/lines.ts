/** Rows under their headings, each column as wide as its widest cell. */
export function tableLines(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
  );
  return lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A time to the second, in UTC. */
export function timeText(time: string): string {
  return `${time.slice(0, 19).replace('T', ' ')}Z`;
}

/** The answer to a webhook, or why there is none. */
export function answerText(attempt: {
  readonly status: number | null;
  readonly error: string | null;
}): string {
  return attempt.status === null ? (attempt.error ?? 'no answer') : String(attempt.status);
}
