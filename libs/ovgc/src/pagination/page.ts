import { OvgcInvalidRequestError } from '../ovgc.errors.js';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 500;
const LIMIT_PROBLEM = `limit must be a whole number from 1 to ${LARGEST_LIMIT}`;

/** The page that was asked for. */
export interface AskedPage {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The filter of a list. */
export interface PageFilter<S extends string> {
  /** The name of the option, for the error. */
  readonly name: string;
  readonly asked: string | undefined;
  readonly known: readonly S[];
}

/** A page that was checked. */
export interface CheckedPage<S extends string, Cursor> {
  readonly filter: S | null;
  readonly limit: number;
  /** The last row of the page before; null for the first page. */
  readonly after: Cursor | null;
}

/**
 * Checks which page was asked for.
 *
 * @param parseCursor reads a cursor; returns null for one that no page had
 * @throws OvgcInvalidRequestError `invalid_request`: an unknown filter, limit or cursor
 */
export function checkPage<S extends string, Cursor>(
  { limit = DEFAULT_LIMIT, cursor }: AskedPage,
  { name, asked, known }: PageFilter<S>,
  parseCursor: (cursor: string) => Cursor | null,
): CheckedPage<S, Cursor> {
  const problems: string[] = [];
  const filter = known.find((one) => one === asked) ?? null;
  if (asked !== undefined && filter === null) {
    problems.push(`${name} must be one of ${known.join(', ')}`);
  }
  if (!isLimit(limit)) problems.push(LIMIT_PROBLEM);
  const after = cursor === undefined ? null : parseCursor(cursor);
  if (cursor !== undefined && after === null) {
    problems.push('cursor must be the nextCursor of an earlier page');
  }
  if (problems.length > 0) throw new OvgcInvalidRequestError(problems);
  return { filter, limit, after };
}

/**
 * Checks how many rows were asked for.
 *
 * @throws OvgcInvalidRequestError `invalid_request`: not a whole number from 1 to 500
 */
export function checkLimit(limit: number = DEFAULT_LIMIT): number {
  if (!isLimit(limit)) throw new OvgcInvalidRequestError([LIMIT_PROBLEM]);
  return limit;
}

/** Cuts a page out of one row more than it shows; `last` is the row after which the next page begins. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
): { readonly shown: readonly T[]; readonly last: T | null } {
  const shown = rows.slice(0, limit);
  return { shown, last: rows.length > limit ? (shown.at(-1) ?? null) : null };
}

/** Parses the cursor of rows that have a number: it is that number. */
export function rowCursor(cursor: string): number | null {
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}

function isLimit(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT;
}
