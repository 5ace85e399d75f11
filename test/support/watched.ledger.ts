import { selectDeliveries } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { ACCOUNT } from './ledger.rows.js';

/** A ledger, but that something comes before each commit: it may take time, or fail. */
export function disturbed(ledger: Ledger, before: (operation: unknown) => unknown): Ledger {
  return Object.create(ledger, {
    commit: {
      value: async (...given: Parameters<Ledger['commit']>) => {
        await before(given[0]);
        return ledger.commit(...given);
      },
    },
  }) as Ledger;
}

/** A ledger, but that something comes between each commit and its answer: it may fail. */
export function answering(ledger: Ledger, after: () => void): Ledger {
  return Object.create(ledger, {
    commit: {
      value: async (...given: Parameters<Ledger['commit']>) => {
        const output = await ledger.commit(...given);
        after();
        return output;
      },
    },
  }) as Ledger;
}

/** A ledger, but that its disk is full for some of what it is asked. */
export function failing(ledger: Ledger, fails: (operation: unknown) => boolean): Ledger {
  return disturbed(ledger, (operation) => {
    if (fails(operation)) throw new Error('disk full');
  });
}

/** A ledger, and how often it was read or written to. */
export function counting(ledger: Ledger) {
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  const counted = Object.create(disturbed(ledger, count), {
    reader: {
      get: () => {
        count();
        return ledger.reader;
      },
    },
  }) as Ledger;
  return { counted, asked: () => asked };
}

/** The delivery that was stored last. */
export async function lastDelivery(ledger: Ledger) {
  const page = { state: null, limit: 1, below: null };
  const [delivery] = await selectDeliveries(ledger.reader, ACCOUNT, page);
  if (!delivery) throw new Error('there is no delivery');
  return delivery;
}
