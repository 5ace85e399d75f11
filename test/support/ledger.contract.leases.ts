import { endAttempts } from '../../libs/ovgc/src/deliveries/delivery.operations.js';
import { leaseDeliveries, leaseToken } from '../../libs/ovgc/src/ledger/claims.queries.js';
import { replayDeliveries } from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import { endLeases, renewLeases, selectLeased } from '../../libs/ovgc/src/ledger/leases.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import { completed, deadLettered, deliveriesOf } from './ledger.deliveries.js';
import { ACCOUNT, deliveryRow, write } from './ledger.rows.js';
import { unitOfWorkOn } from './unit-of-work.js';

export function describeLeases(ledger: () => Ledger): void {
  const { insert, due, idsDue, lease, end, all, nextDue, newest } = deliveriesOf(ledger);

  describe('a lease', () => {
    beforeEach(() => insert(deliveryRow('e1')));

    it('keeps others from claiming a delivery until it expires, and counts the attempt', async () => {
      const first = await lease('e1', 'one', 1000, 2000);
      expect(await newest()).toMatchObject({
        attempts: 1,
        firstAttemptAt: 1000,
        leaseToken: first,
      });
      expect(await idsDue(1999)).toEqual([]);
      expect(await nextDue()).toBe(2000);
      expect(await idsDue(2000)).toEqual(['e1']);
      const second = await lease('e1', 'two', 2000, 3000);
      expect(await newest()).toMatchObject({
        attempts: 2,
        firstAttemptAt: 1000,
        leaseToken: second,
      });
    });

    it('ends once', async () => {
      const token = await lease('e1', 'one', 1000, 2000);
      expect(await end(token, completed)).toBe(true);
      expect(await newest()).toMatchObject({ ...completed, leaseToken: null, leaseUntil: null });
      expect(await end(token, deadLettered)).toBe(false);
      expect(await newest()).toMatchObject(completed);
      expect(await nextDue()).toBeNull();
    });

    it('that another claim took over ends nothing and renews nothing', async () => {
      const lost = await lease('e1', 'one', 1000, 2000);
      const held = await lease('e1', 'two', 2000, 3000);
      expect(await end(lost, deadLettered)).toBe(false);
      await write(ledger(), (trx) => renewLeases(trx, [lost], 9000));
      expect(await newest()).toMatchObject({
        state: 'pending',
        leaseToken: held,
        leaseUntil: 3000,
      });
      expect(await end(held, completed)).toBe(true);
    });

    it('that was lost is told apart from the one that is held, even in the same commit', async () => {
      const unitOfWork = unitOfWorkOn(ledger());
      const deliveryId = (await newest())?.id ?? -1;
      const lost = await lease('e1', 'one', 1000, 2000);
      const held = await lease('e1', 'two', 2000, 3000);
      const results = await Promise.all([
        unitOfWork.run(endAttempts, { deliveryId, token: lost, end: deadLettered }),
        unitOfWork.run(endAttempts, { deliveryId, token: held, end: completed }),
      ]);
      expect(results).toEqual([false, true]);
      expect(await newest()).toMatchObject(completed);
    });

    it('belongs to one delivery, although many are claimed and ended at once', async () => {
      const rows = ['B', 'C', 'D'].map((orderUuid) =>
        deliveryRow(`e${orderUuid}`, 'Shop.fulfil', { orderUuid }),
      );
      await insert(...rows);
      const ids = (await due(1000)).map(({ id }) => id);
      const claim = { holder: 'one', now: 1000, until: 2000 };
      await write(ledger(), (trx) => leaseDeliveries(trx, ids, claim));
      const [first = -1, second = -1] = ids;
      const tokens = [first, second].map((id) => leaseToken('one', id));
      const ended = await write(ledger(), (trx) =>
        endLeases(trx, [...tokens, 'unknown'], completed),
      );
      expect(ended.toSorted()).toEqual(tokens.toSorted());
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

    it('is found among the leases of its own account', async () => {
      await insert(deliveryRow('e2', 'Shop.fulfil', { account: 'eu' }), deliveryRow('e3'));
      const token = await lease('e1', 'one', 1000, 2000);
      expect(await selectLeased(ledger().reader, ACCOUNT)).toMatchObject([
        { eventId: 'e1', leaseToken: token, attempts: 1 },
      ]);
      expect(await selectLeased(ledger().reader, 'eu')).toEqual([]);
    });

    it('that expired doesn’t start a delivery again that is excluded', async () => {
      const [id = -1] = (await all()).map((row) => row.id);
      await lease('e1', 'one', 1000, 2000);
      expect(await due(3000, { excluding: [id] })).toEqual([]);
      expect(await nextDue({ excluding: [id] })).toBeNull();
      expect(await nextDue()).toBe(2000);
    });

    it('that expired still blocks older deliveries while its own runs in this process', async () => {
      await insert(deliveryRow('e2'));
      await end(await lease('e1', 'one', 1000, 2000), deadLettered);
      await lease('e2', 'two', 1000, 2000);
      const every = { id: null, handler: null };
      await write(ledger(), (trx) => replayDeliveries(trx, ACCOUNT, every, 1500));
      const [running = -1] = (await all()).map((row) => row.id);
      expect(await due(3000, { excluding: [running] })).toEqual([]);
      expect(await idsDue(3000)).toEqual(['e1']);
    });

    it('that expired is not waited for while its delivery waits for an older one', async () => {
      await insert(deliveryRow('e2'));
      await end(await lease('e1', 'one', 1000, 2000), deadLettered);
      await lease('e2', 'two', 1000, 2000);
      const every = { id: null, handler: null };
      await write(ledger(), (trx) => replayDeliveries(trx, ACCOUNT, every, 9000));
      expect(await idsDue(3000)).toEqual([]);
      expect(await nextDue({ now: 1999 })).toBe(2000);
      expect(await nextDue({ now: 2000 })).toBe(9000);
    });
  });
}
