import {
  CompiledQuery,
  type Compilable,
  type DeleteResult,
  type InsertResult,
  type UpdateResult,
} from 'kysely';
import type { LedgerReader } from './ledger.js';

/** What a query is given: text, numbers, `null`, truth values, and lists and records of them. */
type Given = readonly unknown[];
/** The rows that a query answers; one that only writes answers none. */
type RowOf<Output> = Output extends InsertResult | UpdateResult | DeleteResult ? never : Output;

/** A text or number to come, by its place among what a query is given. */
class Slot {
  constructor(readonly place: number) {}

  [Symbol.toPrimitive](): never {
    throw new Error('a prepared query passes on what it is given, without looking at it');
  }
}

/** A query that was built, and for each of its parameters the slot, or the value that is always the same. */
interface Built {
  readonly query: CompiledQuery;
  readonly parameters: readonly unknown[];
}

/** More shapes than lists have lengths: what is asked is known again, and nothing grows without an end. */
const MOST_SHAPES = 300;

/**
 * Makes a query that is built once, and from then on only filled in: to build one takes longer than SQLite takes to
 * answer it.
 *
 * @param build builds the query. Texts and numbers stand for whatever comes in their place, so it may pass them on, but
 *   not look at them; it may look at what is `null` or `undefined`, at truth values, and at the lengths of lists, for
 *   each of which it is built apart.
 */
export function prepared<Reader extends LedgerReader, Values extends Given, Output>(
  build: (reader: Reader, ...given: Values) => Compilable<Output>,
): (reader: Reader, ...given: Values) => Promise<RowOf<Output>[]> {
  const known = new Map<unknown, Map<string, Built>>();
  return async (reader, ...given) => {
    const values: unknown[] = [];
    const shape = takeApart(given, values);
    // The SQL of two databases is the same if their adapters are of the same class.
    const dialect = reader.getExecutor().adapter.constructor;
    const shapes = known.get(dialect) ?? new Map<string, Built>();
    known.set(dialect, shapes);
    let built = shapes.get(shape);
    if (built === undefined) {
      if (shapes.size >= MOST_SHAPES) shapes.clear();
      built = compile(build(reader, ...(withSlots(given, { next: 0 }) as Values)));
      shapes.set(shape, built);
    }
    const parameters = built.parameters.map((value) =>
      value instanceof Slot ? values[value.place] : value,
    );
    const { rows } = await reader.executeQuery<RowOf<Output>>({ ...built.query, parameters });
    return rows;
  };
}

function compile(query: Compilable): Built {
  const { sql, parameters } = query.compile();
  // Without the tree that it was made of, which is many times as large.
  return { query: CompiledQuery.raw(sql), parameters };
}

/** Puts texts and numbers into `values`, in their order, and answers the shape of what they were in. */
function takeApart(given: unknown, values: unknown[]): string {
  if (typeof given === 'string' || typeof given === 'number') {
    values.push(given);
    return '?';
  }
  if (typeof given !== 'object' || given === null) return String(given);
  let shape = '';
  for (const [key, value] of Object.entries(given)) shape += `${key}:${takeApart(value, values)},`;
  return Array.isArray(given) ? `[${shape}]` : `{${shape}}`;
}

/** The same with slots for texts and numbers, numbered in the order in which {@link takeApart} finds them. */
function withSlots(given: unknown, place: { next: number }): unknown {
  if (typeof given === 'string' || typeof given === 'number') return new Slot(place.next++);
  if (typeof given !== 'object' || given === null) return given;
  if (Array.isArray(given)) return given.map((value) => withSlots(value, place));
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, withSlots(value, place)]),
  );
}
