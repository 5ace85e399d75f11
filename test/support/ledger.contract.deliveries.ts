import {
  countDeliveries,
  insertDeliveries,
  reopenDeliveries,
  selectDeliveries,
} from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { deliveriesOf, done, givenUp } from './ledger.deliveries.js';
import { ACCOUNT, deliveryRow, write } from './ledger.rows.js';

export function describeDeliveries(ledger: () => Ledger): void {
  const { insert, due, idsDue, leaseId, lease, settle, all, nextDue } = deliveriesOf(ledger);

  describe('deliveries', () => {
    it('come with the event they deliver', async () => {
      await insert(deliveryRow('e1'));
      expect(await due(1000)).toEqual([
        {
          ...deliveryRow('e1'),
          id: expect.any(Number),
          firstAttemptAt: null,
          leaseToken: null,
          leaseUntil: null,
          lastError: null,
          finishedAt: null,
          name: 'ovgc.payment.succeeded',
          payload: '{}',
          transactionId: 'invoice_A',
          occurredAt: 1000,
        },
      ]);
    });

    it('exist once for event and handler, and so do events', async () => {
      await insert(deliveryRow('e1', 'Shop.fulfil', { attempts: 3 }));
      await insert(deliveryRow('e1'), deliveryRow('e1', 'Mail.send'));
      expect((await all()).map(({ handler, attempts }) => [handler, attempts])).toEqual([
        ['Mail.send', 0],
        ['Shop.fulfil', 3],
      ]);
    });

    it('can be for more events and handlers than one statement takes', async () => {
      const events = Array.from({ length: 200 }, (_, i) => `e${i}`);
      const handlers = Array.from({ length: 25 }, (_, i) => `Handler.${i}`);
      await insert(
        ...events.flatMap((event) =>
          handlers.map((handler) => deliveryRow(event, handler, { orderUuid: event })),
        ),
      );
      expect(await countDeliveries(ledger().reader, ACCOUNT)).toEqual([
        { state: 'pending', count: 5000 },
      ]);
    });

    it('can’t be of an event that is not there', async () => {
      const orphan = [deliveryRow('nothing')];
      await expect(write(ledger(), (trx) => insertDeliveries(trx, orphan))).rejects.toThrow();
    });

    it('are due from their time on, the longest waiting first, for handlers that are there', async () => {
      await insert(
        deliveryRow('third', 'Shop.fulfil', { orderUuid: 'C', nextAttemptAt: 30 }),
        deliveryRow('first', 'Mail.send', { orderUuid: 'B', nextAttemptAt: 10 }),
        deliveryRow('second', 'Shop.fulfil', { orderUuid: 'D', nextAttemptAt: 20 }),
        deliveryRow('gone', 'Removed.handler', { orderUuid: 'E', nextAttemptAt: 1 }),
        deliveryRow('other', 'Shop.fulfil', { account: 'eu', orderUuid: 'F', nextAttemptAt: 1 }),
      );
      expect(await idsDue(9)).toEqual([]);
      expect(await idsDue(20)).toEqual(['first', 'second']);
      expect(await idsDue(30)).toEqual(['first', 'second', 'third']);
      expect(await due(30, { limit: 1 })).toMatchObject([
        { eventId: 'first' },
        { eventId: 'second' },
      ]);
      expect(await nextDue()).toBe(10);
    });

    it('of one payment and handler go one after the other, in the order of events', async () => {
      await insert(deliveryRow('created'), deliveryRow('declined'), deliveryRow('paid'));
      await insert(
        deliveryRow('created', 'Mail.send'),
        deliveryRow('else', 'Shop.fulfil', { orderUuid: 'B' }),
      );
      expect(await idsDue(1000)).toEqual(['created', 'created', 'else']);
      const [first] = await due(1000);
      const id = first?.id ?? -1;
      const token = await leaseId(id, 'one', 1000, 2000);
      expect(await idsDue(1000)).toEqual(['created', 'else']);
      await settle(token, { ...done, state: 'pending', nextAttemptAt: 5000 });
      expect(await idsDue(1000)).toEqual(['created', 'else']);
      await settle(await leaseId(id, 'two', 5000, 6000), done);
      expect(await idsDue(1000)).toEqual(['declined', 'created', 'else']);
    });

    it('wait when they are replayed while a later one is worked on, unless its lease runs out', async () => {
      await insert(deliveryRow('created'), deliveryRow('paid'));
      await settle(await lease('created', 'one', 1000, 2000), givenUp);
      const token = await lease('paid', 'two', 1000, 2000);
      const every = { id: null, handler: null };
      await write(ledger(), (trx) => reopenDeliveries(trx, ACCOUNT, every, 1500));
      expect(await idsDue(1999)).toEqual([]);
      expect(await nextDue()).toBe(2000);
      expect(await idsDue(2000)).toEqual(['created']);
      await settle(token, done);
      expect(await idsDue(1999)).toEqual(['created']);
      expect(await nextDue()).toBe(1500);
    });

    it('that are given up hold nobody up', async () => {
      await insert(deliveryRow('e1'), deliveryRow('e2'));
      await settle(await lease('e1', 'one', 1000, 2000), givenUp);
      expect(await idsDue(1000)).toEqual(['e2']);
    });
  });

  describe('a delivery that was given up', () => {
    const reopen = (search: { id?: number; handler?: string }, now = 5000) =>
      write(ledger(), (trx) =>
        reopenDeliveries(
          trx,
          ACCOUNT,
          { id: search.id ?? null, handler: search.handler ?? null },
          now,
        ),
      );

    beforeEach(async () => {
      await insert(deliveryRow('e1'), deliveryRow('e2', 'Mail.send'), deliveryRow('e3'));
      for (const id of ['e1', 'e2']) {
        await settle(await lease(id, 'one', 1000, 2000), givenUp);
      }
    });

    it('starts again as new, and keeps what it failed with', async () => {
      const found = (await all()).find(({ eventId }) => eventId === 'e1');
      expect(await reopen({ id: found?.id ?? -1 })).toBe(1);
      expect((await all()).filter(({ eventId }) => eventId === 'e1')).toMatchObject([
        {
          state: 'pending',
          attempts: 0,
          firstAttemptAt: null,
          nextAttemptAt: 5000,
          finishedAt: null,
          lastError: 'no',
        },
      ]);
      expect(await reopen({ id: found?.id ?? -1 })).toBe(0);
    });

    it('is found by its handler, or with all others', async () => {
      expect(await reopen({ handler: 'Mail.send' })).toBe(1);
      expect(await reopen({})).toBe(1);
      expect(await reopen({})).toBe(0);
    });

    it('is counted, and shown page by page', async () => {
      const counts = await countDeliveries(ledger().reader, ACCOUNT);
      expect(counts.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
        { state: 'failed', count: 2 },
        { state: 'pending', count: 1 },
      ]);
      const page = (below: number | null) =>
        selectDeliveries(ledger().reader, ACCOUNT, { state: 'failed', limit: 1, below });
      const [newest] = await page(null);
      expect(newest).toMatchObject({ eventId: 'e2' });
      expect(await page(newest?.id ?? null)).toMatchObject([{ eventId: 'e1' }]);
    });
  });
}
