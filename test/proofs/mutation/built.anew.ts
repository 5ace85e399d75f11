import type { Compilable } from 'kysely';
import type { LedgerReader } from '../../../libs/ovgc/src/ledger/ledger.js';

/** Stands in for `prepared`, and builds a query whenever it is asked. */
export function prepared<Given extends readonly unknown[]>(
  build: (reader: LedgerReader, ...given: Given) => Compilable,
): (reader: LedgerReader, ...given: Given) => Promise<unknown[]> {
  return async (reader, ...given) => {
    const { rows } = await reader.executeQuery(build(reader, ...given).compile());
    return rows;
  };
}
