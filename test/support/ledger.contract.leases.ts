import { settle as settleTries } from '../../libs/ovgc/src/deliveries/delivery.operations.js';
import { reopenDeliveries } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import {
  leaseDeliveries,
  leaseToken,
  renewLeases,
  selectLeased,
  settleDeliveries,
} from '../../libs/ovgc/src/ledger/leases.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { deliveriesOf, done, givenUp } from './ledger.deliveries.js';
import { ACCOUNT, deliveryRow, write } from './ledger.rows.js';

export function describeLeases(ledger: () => Ledger): void {
  const { insert, due, idsDue, lease, settle, all, nextDue, one } = deliveriesOf(ledger);

  describe('a lease', () => {
    beforeEach(() => insert(deliveryRow('e1')));

    it('keeps a delivery from others until it runs out, and counts the try', async () => {
      const first = await lease('e1', 'one', 1000, 2000);
      expect(await one()).toMatchObject({ attempts: 1, firstAttemptAt: 1000, leaseToken: first });
      expect(await idsDue(1999)).toEqual([]);
      expect(await nextDue()).toBe(2000);
      expect(await idsDue(2000)).toEqual(['e1']);
      const second = await lease('e1', 'two', 2000, 3000);
      expect(await one()).toMatchObject({ attempts: 2, firstAttemptAt: 1000, leaseToken: second });
    });

    it('settles its delivery once', async () => {
      const token = await lease('e1', 'one', 1000, 2000);
      expect(await settle(token, done)).toBe(true);
      expect(await one()).toMatchObject({ ...done, leaseToken: null, leaseUntil: null });
      expect(await settle(token, givenUp)).toBe(false);
      expect(await one()).toMatchObject(done);
      expect(await nextDue()).toBeNull();
    });

    it('that was lost to another settles nothing, and renews nothing', async () => {
      const lost = await lease('e1', 'one', 1000, 2000);
      const held = await lease('e1', 'two', 2000, 3000);
      expect(await settle(lost, givenUp)).toBe(false);
      await write(ledger(), (trx) => renewLeases(trx, [lost], 9000));
      expect(await one()).toMatchObject({ state: 'pending', leaseToken: held, leaseUntil: 3000 });
      expect(await settle(held, done)).toBe(true);
    });

    it('that was lost is told so even beside the one that holds', async () => {
      const id = (await one())?.id ?? -1;
      const lost = await lease('e1', 'one', 1000, 2000);
      const held = await lease('e1', 'two', 2000, 3000);
      const results = await Promise.all([
        ledger().commit(settleTries, { id, token: lost, settlement: givenUp }),
        ledger().commit(settleTries, { id, token: held, settlement: done }),
      ]);
      expect(results).toEqual([false, true]);
      expect(await one()).toMatchObject(done);
    });

    it('is of one delivery alone, although many are taken and settled at once', async () => {
      const rows = ['B', 'C', 'D'].map((orderUuid) =>
        deliveryRow(`e${orderUuid}`, 'Shop.fulfil', { orderUuid }),
      );
      await insert(...rows);
      const ids = (await due(1000)).map(({ id }) => id);
      const taken = { holder: 'one', now: 1000, until: 2000 };
      await write(ledger(), (trx) => leaseDeliveries(trx, ids, taken));
      const [first = -1, second = -1] = ids;
      const tokens = [first, second].map((id) => leaseToken('one', id));
      const settled = await write(ledger(), (trx) =>
        settleDeliveries(trx, [...tokens, 'unknown'], done),
      );
      expect(settled.toSorted()).toEqual(tokens.toSorted());
      expect((await all()).filter(({ state }) => state === 'pending')).toHaveLength(2);
      expect(new Set((await all()).map((row) => row.leaseToken)).size).toBe(3);
    });

    it('can be renewed while it is held', async () => {
      await insert(deliveryRow('e2', 'Mail.send'));
      const token = await lease('e1', 'one', 1000, 2000);
      await lease('e2', 'two', 1000, 2000);
      await write(ledger(), (trx) => renewLeases(trx, [token, 'unknown'], 9000));
      expect(await idsDue(2000)).toEqual(['e2']);
      expect(await nextDue()).toBe(2000);
    });

    it('is found among all that are held, of the account alone', async () => {
      await insert(deliveryRow('e2', 'Shop.fulfil', { account: 'eu' }), deliveryRow('e3'));
      const token = await lease('e1', 'one', 1000, 2000);
      expect(await selectLeased(ledger().reader, ACCOUNT)).toMatchObject([
        { eventId: 'e1', leaseToken: token, attempts: 1 },
      ]);
      expect(await selectLeased(ledger().reader, 'eu')).toEqual([]);
    });

    it('that ran out is no reason to start again what is left out', async () => {
      const [id = -1] = (await all()).map((row) => row.id);
      await lease('e1', 'one', 1000, 2000);
      expect(await due(3000, { excluding: [id] })).toEqual([]);
      expect(await nextDue({ excluding: [id] })).toBeNull();
      expect(await nextDue()).toBe(2000);
    });

    it('that ran out keeps the older ones waiting all the same while its delivery runs here', async () => {
      await insert(deliveryRow('e2'));
      await settle(await lease('e1', 'one', 1000, 2000), givenUp);
      await lease('e2', 'two', 1000, 2000);
      const every = { id: null, handler: null };
      await write(ledger(), (trx) => reopenDeliveries(trx, ACCOUNT, every, 1500));
      const [running = -1] = (await all()).map((row) => row.id);
      expect(await due(3000, { excluding: [running] })).toEqual([]);
      expect(await idsDue(3000)).toEqual(['e1']);
    });

    it('that ran out is nothing to wait for while its delivery waits for an older one', async () => {
      await insert(deliveryRow('e2'));
      await settle(await lease('e1', 'one', 1000, 2000), givenUp);
      await lease('e2', 'two', 1000, 2000);
      const every = { id: null, handler: null };
      await write(ledger(), (trx) => reopenDeliveries(trx, ACCOUNT, every, 9000));
      expect(await idsDue(3000)).toEqual([]);
      expect(await nextDue({ now: 1999 })).toBe(2000);
      expect(await nextDue({ now: 2000 })).toBe(9000);
    });
  });
}
