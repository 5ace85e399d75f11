import type { EventRecord } from '../../libs/ovgc/src/events/event.record.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { UnitOfWork } from '../../libs/ovgc/src/ledger/unit-of-work.js';
import { plainClock } from './clock.js';
import { ACCOUNT } from './ledger.rows.js';

export type PaymentUnitOfWork = UnitOfWork<EventRecord>;

/** The operations of the test account on a ledger. They publish nothing. */
export function unitOfWorkOn(
  ledger: Pick<Ledger, 'commit'>,
  now: () => number = Date.now,
  handlers: ReadonlyMap<string, readonly string[]> = new Map(),
): PaymentUnitOfWork {
  const account = { name: ACCOUNT, currency: null };
  return new UnitOfWork<EventRecord>(
    ledger,
    () => ({ account, ...plainClock(now)(), handlers }),
    () => undefined,
  );
}
