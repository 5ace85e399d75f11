/** Rows in portions that one statement takes: SQLite counts 32,766 values, and a row has at most twenty. */
export function chunks<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, i) =>
    rows.slice(i * ROWS, (i + 1) * ROWS),
  );
}

const ROWS = 1000;
