import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import type { PaymentUnitOfWork } from './unit-of-work.js';

/** A unit of work that waits for `before` before each operation. `before` can throw. */
export function delaying(
  unitOfWork: PaymentUnitOfWork,
  before: (operation: unknown) => unknown,
): PaymentUnitOfWork {
  return withRun(unitOfWork, async (...given) => {
    await before(given[0]);
    return unitOfWork.run(...given);
  });
}

/** A unit of work that calls `after` between each commit and its answer. `after` can throw. */
export function losingAnswers(unitOfWork: PaymentUnitOfWork, after: () => void): PaymentUnitOfWork {
  return withRun(unitOfWork, async (...given) => {
    const output = await unitOfWork.run(...given);
    after();
    return output;
  });
}

/** A unit of work whose disk is full for some operations. */
export function failing(
  unitOfWork: PaymentUnitOfWork,
  fails: (operation: unknown) => boolean,
): PaymentUnitOfWork {
  return delaying(unitOfWork, (operation) => {
    if (fails(operation)) throw new Error('disk full');
  });
}

function withRun(unitOfWork: PaymentUnitOfWork, run: PaymentUnitOfWork['run']): PaymentUnitOfWork {
  return Object.create(unitOfWork, { run: { value: run } }) as PaymentUnitOfWork;
}

/** A ledger that counts how often it is read or written. */
export function counting(ledger: Ledger) {
  let count = 0;
  const counted = Object.create(ledger, {
    commit: {
      value: (...given: Parameters<Ledger['commit']>) => {
        count += 1;
        return ledger.commit(...given);
      },
    },
    reader: {
      get: () => {
        count += 1;
        return ledger.reader;
      },
    },
  }) as Ledger;
  return { counted, count: () => count };
}
