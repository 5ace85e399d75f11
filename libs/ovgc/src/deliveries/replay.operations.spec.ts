import { ACCOUNT, deliveryRow, eventRow, write } from '../../../../test/support/ledger.rows.js';
import type { EventRecord } from '../events/event.record.js';
import { insertDeliveries } from '../ledger/deliveries.queries.js';
import { insertEvents } from '../ledger/events.queries.js';
import type { Ledger } from '../ledger/ledger.js';
import { openSqliteLedger } from '../ledger/sqlite/sqlite.ledger.js';
import { UnitOfWork } from '../ledger/unit-of-work.js';
import { reassign } from './replay.operations.js';

const NOON = 1_800_000_000_000;
const DAY = 24 * 60 * 60 * 1000;

describe('moving the deliveries of a handler', () => {
  let ledger: Ledger;

  beforeEach(async () => {
    ledger = await openSqliteLedger(':memory:');
  });
  afterEach(() => ledger.close());

  /** Stores a delivery under a lease that ends at noon, and moves it at some times. */
  async function moveAt(times: { readonly now: number; readonly steadyNow: number }) {
    const event = eventRow('event A', 'A');
    await write(ledger, async (trx) => {
      await insertEvents(trx, [event]);
      const lease = { leaseToken: 'of another process', leaseUntil: NOON };
      await insertDeliveries(trx, [deliveryRow('event A', 'Shop.fulfil', lease)]);
    });
    const unitOfWork = new UnitOfWork<EventRecord>(
      ledger,
      () => ({
        account: { name: ACCOUNT, currency: null },
        ...times,
        windowNow: times.now,
        handlers: new Map([[event.name, ['Warehouse.ship']]]),
      }),
      () => undefined,
    );
    return unitOfWork.run(reassign, { from: 'Shop.fulfil', to: 'Warehouse.ship' });
  }

  it('leaves one that is running, although somebody has set the clock ahead', async () => {
    expect(await moveAt({ now: NOON + DAY, steadyNow: NOON - 1 })).toEqual({ moved: 0, left: 1 });
  });

  it('takes one whose lease has expired, although somebody has set the clock back', async () => {
    expect(await moveAt({ now: NOON - DAY, steadyNow: NOON })).toEqual({ moved: 1, left: 0 });
  });
});
