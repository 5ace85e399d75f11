import {
  insertDeliveries,
  selectDeliveries,
} from '../../libs/ovgc/src/ledger/deliveries.queries.js';
import {
  countUnhandled,
  insertEvents,
  markHandled,
  selectUnhandled,
} from '../../libs/ovgc/src/ledger/events.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import {
  deleteAppliedWebhooks,
  deleteEvents,
  selectFinishedEvents,
} from '../../libs/ovgc/src/ledger/retention.queries.js';
import { insertWebhooks, selectWebhooks } from '../../libs/ovgc/src/ledger/webhooks.queries.js';
import { ACCOUNT, deliveryRow, eventRow, webhookRow, write } from './ledger.rows.js';

const SUCCEEDED = 'ovgc.payment.succeeded';

export function describeRetention(ledger: () => Ledger): void {
  const insert = (...rows: Parameters<typeof insertEvents>[1]) =>
    write(ledger(), (trx) => insertEvents(trx, rows));
  const deliver = (...rows: Parameters<typeof insertDeliveries>[1]) =>
    write(ledger(), (trx) => insertDeliveries(trx, rows));
  const completed = (eventId: string, handler: string, finishedAt: number) =>
    deliveryRow(eventId, handler, { state: 'completed', finishedAt });

  describe('events', () => {
    const finished = (search: { unhandled?: boolean; before?: number; limit?: number } = {}) =>
      selectFinishedEvents(ledger().reader, ACCOUNT, {
        names: [SUCCEEDED],
        unhandled: false,
        before: 5000,
        limit: 99,
        ...search,
      });

    it('are finished when every handler is done with them since before a time', async () => {
      await insert(
        ...['done', 'half', 'open', 'dead-lettered', 'just now'].map((id) => eventRow(id)),
      );
      await deliver(
        completed('done', 'Shop.fulfil', 4000),
        completed('done', 'Mail.send', 4999),
        completed('half', 'Shop.fulfil', 4000),
        deliveryRow('half', 'Mail.send'),
        deliveryRow('open'),
        deliveryRow('dead-lettered', 'Shop.fulfil', { state: 'dead_lettered', finishedAt: 4000 }),
        completed('just now', 'Shop.fulfil', 5000),
      );
      expect(await finished()).toEqual(['done']);
    });

    it('are finished by their kind, their time and their account', async () => {
      const change = (id: string, changed: Partial<ReturnType<typeof eventRow>>) => ({
        ...eventRow(id),
        ...changed,
      });
      await insert(
        change('old', { occurredAt: 4999 }),
        change('new', { occurredAt: 5000 }),
        change('other kind', { name: 'ovgc.payment.conflicted' }),
        eventRow('other account', 'A', 'eu'),
      );
      expect(await finished()).toEqual(['old']);
      expect(await finished({ before: 1 })).toEqual([]);
    });

    it('are finished no more than are asked for', async () => {
      await insert(...['1', '2', '3'].map((id) => eventRow(id)));
      expect(await finished({ limit: 2 })).toHaveLength(2);
    });

    it('that no durable handler listened to are counted and listed until they are marked as handled', async () => {
      const unhandled = { unhandled: 1 as const };
      await insert(
        { ...eventRow('second'), ...unhandled, occurredAt: 2 },
        { ...eventRow('first'), ...unhandled, occurredAt: 1 },
        { ...eventRow('declined'), ...unhandled, name: 'ovgc.payment.declined' },
        { ...eventRow('other account', 'A', 'eu'), ...unhandled },
        eventRow('handled'),
      );
      const ids = async () =>
        (await selectUnhandled(ledger().reader, ACCOUNT, SUCCEEDED, 9)).map(({ id }) => id);
      expect(await ids()).toEqual(['first', 'second']);
      expect(await selectUnhandled(ledger().reader, ACCOUNT, SUCCEEDED, 1)).toHaveLength(1);
      expect(await countUnhandled(ledger().reader, ACCOUNT, SUCCEEDED)).toBe(2);
      expect(await finished()).toEqual(['handled']);
      expect((await finished({ unhandled: true })).toSorted()).toEqual(['first', 'second']);
      await write(ledger(), (trx) => markHandled(trx, ['first']));
      expect(await ids()).toEqual(['second']);
      expect(await countUnhandled(ledger().reader, ACCOUNT, SUCCEEDED)).toBe(1);
    });

    it('go with their deliveries, and no others', async () => {
      await insert(eventRow('gone'), eventRow('kept'));
      await deliver(completed('gone', 'Shop.fulfil', 1), completed('gone', 'Mail.send', 1));
      await deliver(deliveryRow('kept'));
      await write(ledger(), (trx) => deleteEvents(trx, ['gone']));
      await write(ledger(), (trx) => deleteEvents(trx, []));
      const page = { state: null, limit: 9, below: null };
      const left = await selectDeliveries(ledger().reader, ACCOUNT, page);
      expect(left.map(({ eventId }) => eventId)).toEqual(['kept']);
      // A new one may have its id again, so the old one is gone.
      expect(await insert(eventRow('gone'), eventRow('kept'))).toEqual(['gone']);
    });
  });

  describe('webhooks from before a time', () => {
    const prune = (before: number, limit = 99) =>
      write(ledger(), (trx) => deleteAppliedWebhooks(trx, ACCOUNT, { before, limit }));
    const left = async (state: 'applied' | 'unmatched' | 'unrecognised', account = ACCOUNT) => {
      const page = { state, limit: 99, below: null };
      const rows = await selectWebhooks(ledger().reader, account, page);
      return rows.map(({ transactionId }) => transactionId);
    };
    const insertWebhook = (id: string, change: object) =>
      write(ledger(), (trx) => insertWebhooks(trx, [webhookRow(id, 'succeeded', change)]));

    it('go when they were applied, and no others', async () => {
      await insertWebhook('unmatched', { state: 'unmatched', receivedAt: 1 });
      await insertWebhook('odd', { state: 'unrecognised', receivedAt: 1 });
      await insertWebhook('other', { state: 'applied', receivedAt: 1, account: 'eu' });
      await insertWebhook('old', { state: 'applied', receivedAt: 4999 });
      await insertWebhook('new', { state: 'applied', receivedAt: 5000 });
      expect(await prune(5000)).toBe(1);
      expect(await left('applied')).toEqual(['new']);
      expect(await left('applied', 'eu')).toEqual(['other']);
      expect([...(await left('unmatched')), ...(await left('unrecognised'))]).toEqual([
        'unmatched',
        'odd',
      ]);
      expect(await prune(5000)).toBe(0);
    });

    it('go step by step, the oldest first', async () => {
      for (const id of ['1', '2', '3']) await insertWebhook(id, { state: 'applied' });
      expect(await prune(5000, 2)).toBe(2);
      expect(await left('applied')).toEqual(['3']);
    });
  });
}
