/** The place of a row that is known by its number: the cursor is the number itself. */
export function numberedPlace(cursor: string): number | null {
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}
