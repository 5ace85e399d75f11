import { OvgcInvalidRequestError } from '../ovgc.errors.js';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 500;
const LIMIT_PROBLEM = `limit must be a whole number from 1 to ${LARGEST_LIMIT}`;

/** What was asked for, as it came. */
export interface AskedPage {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** What a page's rows are chosen by, beside their place. */
export interface PageFilter<S extends string> {
  /** The option's name, for the error. */
  readonly name: string;
  readonly asked: string | undefined;
  readonly known: readonly S[];
}

/** A page of a list, checked. */
export interface CheckedPage<S extends string, Place> {
  readonly filter: S | null;
  readonly limit: number;
  /** The place of the last row that was seen. */
  readonly after: Place | null;
}

/**
 * Checks what was asked for.
 *
 * @param placeOf reads a cursor; null for one that none of our pages gave
 * @throws OvgcInvalidRequestError a filter, limit or cursor that can't be
 */
export function checkPage<S extends string, Place>(
  { limit = DEFAULT_LIMIT, cursor }: AskedPage,
  { name, asked, known }: PageFilter<S>,
  placeOf: (cursor: string) => Place | null,
): CheckedPage<S, Place> {
  const problems: string[] = [];
  const filter = known.find((one) => one === asked) ?? null;
  if (asked !== undefined && filter === null) {
    problems.push(`${name} must be one of ${known.join(', ')}`);
  }
  if (!isLimit(limit)) problems.push(LIMIT_PROBLEM);
  const after = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && after === null) {
    problems.push('cursor must be the nextCursor of an earlier page');
  }
  if (problems.length > 0) throw new OvgcInvalidRequestError(problems);
  return { filter, limit, after };
}

/**
 * How many rows were asked for.
 *
 * @throws OvgcInvalidRequestError a limit that can't be
 */
export function checkLimit(limit: number = DEFAULT_LIMIT): number {
  if (!isLimit(limit)) throw new OvgcInvalidRequestError([LIMIT_PROBLEM]);
  return limit;
}

function isLimit(limit: number): boolean {
  return Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_LIMIT;
}

/** The rows of a page out of one more than it shows, and the one after which the next page goes on. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
): { readonly shown: readonly T[]; readonly last: T | null } {
  const shown = rows.slice(0, limit);
  return { shown, last: rows.length > limit ? (shown.at(-1) ?? null) : null };
}

/** The place of a row that is known by its number: the cursor is the number itself. */
export function rowCursor(cursor: string): number | null {
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
}
