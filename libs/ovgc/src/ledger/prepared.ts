import {
  CompiledQuery,
  type Compilable,
  type DeleteResult,
  type InsertResult,
  type UpdateResult,
} from 'kysely';
import type { LedgerReader } from './ledger.js';

/** The arguments of a query: text, numbers, `null`, booleans, and lists and records of them. */
type Given = readonly unknown[];
/** The rows that a query returns; one that only writes returns none. */
type RowOf<Output> = Output extends InsertResult | UpdateResult | DeleteResult ? never : Output;

/** Stands for a text or number, by its position among the arguments. */
class Slot {
  constructor(readonly position: number) {}

  [Symbol.toPrimitive](): never {
    throw new Error('a prepared query must pass on texts and numbers without reading them');
  }
}

/** A built query, and for each parameter its slot, or a value that is always the same. */
interface Built {
  readonly query: CompiledQuery;
  readonly parameters: readonly unknown[];
}

/** More shapes than the lists have lengths, and a bound all the same. */
const MOST_SHAPES = 300;

/**
 * Makes a query that is built once and then only filled in: building one takes Kysely longer than it takes SQLite to
 * answer it.
 *
 * @param build builds the query. It must pass texts and numbers on without reading them, since others will take their
 *   place. It may read what is `null`, `undefined` or a boolean, and the lengths of lists: the query is built once for
 *   each of these.
 */
export function prepared<Reader extends LedgerReader, Values extends Given, Output>(
  build: (reader: Reader, ...given: Values) => Compilable<Output>,
): (reader: Reader, ...given: Values) => Promise<RowOf<Output>[]> {
  const known = new Map<unknown, Map<string, Built>>();
  return async (reader, ...given) => {
    const values: unknown[] = [];
    const shape = takeApart(given, values);
    // Two databases have the same SQL when their adapters have the same class.
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
      value instanceof Slot ? values[value.position] : value,
    );
    const { rows } = await reader.executeQuery<RowOf<Output>>({ ...built.query, parameters });
    return rows;
  };
}

function compile(query: Compilable): Built {
  const { sql, parameters } = query.compile();
  // Without its syntax tree, which is many times as large.
  return { query: CompiledQuery.raw(sql), parameters };
}

/** Collects texts and numbers in `values`, in their order, and returns the shape of what they were in. */
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

/** Puts slots in the place of texts and numbers, numbered in the order in which {@link takeApart} finds them. */
function withSlots(given: unknown, positions: { next: number }): unknown {
  if (typeof given === 'string' || typeof given === 'number') return new Slot(positions.next++);
  if (typeof given !== 'object' || given === null) return given;
  if (Array.isArray(given)) return given.map((value) => withSlots(value, positions));
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, withSlots(value, positions)]),
  );
}
