import {
  countDeliveries,
  insertDeliveries,
  replayDeliveries,
  selectDeliveries,
} from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { completed, deadLettered, deliveriesOf } from './ledger.deliveries.js';
import { ACCOUNT, deliveryRow, write } from './ledger.rows.js';

export function describeDeliveries(ledger: () => Ledger): void {
  const { insert, due, idsDue, leaseId, lease, end, all, nextDue } = deliveriesOf(ledger);

  describe('deliveries', () => {
    it('are selected with their events', async () => {
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
          idempotencyKey: null,
          name: 'ovgc.payment.succeeded',
          payload: '{}',
          transactionId: 'invoice_A',
          occurredAt: 1000,
        },
      ]);
    });

    it('exist once for each event and handler, and events exist once as well', async () => {
      await insert(deliveryRow('e1', 'Shop.fulfil', { attempts: 3 }));
      await insert(deliveryRow('e1'), deliveryRow('e1', 'Mail.send'));
      expect((await all()).map(({ handler, attempts }) => [handler, attempts])).toEqual([
        ['Mail.send', 0],
        ['Shop.fulfil', 3],
      ]);
    });

    it('can be stored for more events and handlers than one statement takes', async () => {
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

    it('can’t be stored without their event', async () => {
      const orphan = [deliveryRow('nothing')];
      await expect(write(ledger(), (trx) => insertDeliveries(trx, orphan))).rejects.toThrow();
    });

    it('are due from their time on, the earliest first, for the handlers of the app', async () => {
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

    it('of one payment and handler run one after the other, in the order of their events', async () => {
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
      await end(token, { ...completed, state: 'pending', nextAttemptAt: 5000 });
      expect(await idsDue(1000)).toEqual(['created', 'else']);
      await end(await leaseId(id, 'two', 5000, 6000), completed);
      expect(await idsDue(1000)).toEqual(['declined', 'created', 'else']);
    });

    it('wait, when they are replayed while a newer one runs, until that ends or its lease expires', async () => {
      await insert(deliveryRow('created'), deliveryRow('paid'));
      await end(await lease('created', 'one', 1000, 2000), deadLettered);
      const token = await lease('paid', 'two', 1000, 2000);
      const every = { id: null, handler: null };
      await write(ledger(), (trx) => replayDeliveries(trx, ACCOUNT, every, 1500));
      expect(await idsDue(1999)).toEqual([]);
      expect(await nextDue()).toBe(2000);
      expect(await idsDue(2000)).toEqual(['created']);
      await end(token, completed);
      expect(await idsDue(1999)).toEqual(['created']);
      expect(await nextDue()).toBe(1500);
    });

    it('that are dead-lettered don’t block newer ones', async () => {
      await insert(deliveryRow('e1'), deliveryRow('e2'));
      await end(await lease('e1', 'one', 1000, 2000), deadLettered);
      expect(await idsDue(1000)).toEqual(['e2']);
    });
  });

  describe('a dead-lettered delivery', () => {
    const replay = (search: { id?: number; handler?: string }, now = 5000) =>
      write(ledger(), (trx) =>
        replayDeliveries(
          trx,
          ACCOUNT,
          { id: search.id ?? null, handler: search.handler ?? null },
          now,
        ),
      );

    beforeEach(async () => {
      await insert(deliveryRow('e1'), deliveryRow('e2', 'Mail.send'), deliveryRow('e3'));
      for (const id of ['e1', 'e2']) {
        await end(await lease(id, 'one', 1000, 2000), deadLettered);
      }
    });

    it('becomes pending like a new one when it is replayed, and keeps its last error', async () => {
      const found = (await all()).find(({ eventId }) => eventId === 'e1');
      expect(await replay({ id: found?.id ?? -1 })).toBe(1);
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
      expect(await replay({ id: found?.id ?? -1 })).toBe(0);
    });

    it('can be replayed with the others of its handler, or with all others', async () => {
      expect(await replay({ handler: 'Mail.send' })).toBe(1);
      expect(await replay({})).toBe(1);
      expect(await replay({})).toBe(0);
    });

    it('is counted, and listed page by page', async () => {
      const counts = await countDeliveries(ledger().reader, ACCOUNT);
      expect(counts.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
        { state: 'dead_lettered', count: 2 },
        { state: 'pending', count: 1 },
      ]);
      const page = (below: number | null) =>
        selectDeliveries(ledger().reader, ACCOUNT, { state: 'dead_lettered', limit: 1, below });
      const [newest] = await page(null);
      expect(newest).toMatchObject({ eventId: 'e2' });
      expect(await page(newest?.id ?? null)).toMatchObject([{ eventId: 'e1' }]);
    });
  });
}
