import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import {
  insertWebhooks,
  markApplied,
  markReported,
  selectParked,
  selectUnmatched,
  selectWebhooks,
} from '../../libs/ovgc/src/ledger/webhooks.queries.js';
import { ACCOUNT, webhookRow, write } from './ledger.rows.js';

export function describeWebhooks(ledger: () => Ledger): void {
  const insert = (...rows: Parameters<typeof insertWebhooks>[1]) =>
    write(ledger(), (trx) => insertWebhooks(trx, rows));
  const parked = (...transactionIds: string[]) =>
    selectParked(ledger().reader, ACCOUNT, transactionIds);

  describe('webhooks', () => {
    it('are new once for account, transaction and outcome', async () => {
      expect(await insert(webhookRow('1'))).toHaveLength(1);
      expect(await insert(webhookRow('1'))).toEqual([]);
      expect(await insert(webhookRow('1', 'declined'), webhookRow('2'))).toHaveLength(2);
      expect(await insert(webhookRow('1', 'succeeded', { account: 'eu' }))).toHaveLength(1);
    });

    it('of which copies come together are new once', async () => {
      const copies = Array.from({ length: 20 }, () => webhookRow('1'));
      const stored = await insert(webhookRow('2'), ...copies, webhookRow('1', 'declined'));
      expect(stored.map(({ transactionId, outcome }) => `${transactionId} ${outcome}`)).toEqual([
        '2 succeeded',
        '1 succeeded',
        '1 declined',
      ]);
    });

    it('of which copies come at the same instant are new once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => insert(webhookRow('1'))));
      expect(answers.filter((stored) => stored.length > 0)).toHaveLength(1);
    });

    it('keep what the first of them said', async () => {
      await insert(webhookRow('1', 'succeeded', { body: '{"first":true}' }));
      await insert(webhookRow('1', 'succeeded', { body: '{}' }));
      expect(await parked('1')).toMatchObject([{ body: '{"first":true}', reportedAt: null }]);
    });

    it('wait in the order they came, until they are applied', async () => {
      await insert(webhookRow('1', 'declined'), webhookRow('2'), webhookRow('1'));
      await insert(webhookRow('3', 'x', { state: 'unrecognised' }), webhookRow('1', 'expired'));
      const waiting = await parked('1', '3');
      expect(waiting.map(({ outcome }) => outcome)).toEqual(['declined', 'succeeded', 'expired']);
      const ids = waiting.slice(0, 2).map(({ id }) => id);
      await write(ledger(), (trx) => markApplied(trx, ids));
      expect((await parked('1')).map(({ outcome }) => outcome)).toEqual(['expired']);
      expect((await parked('2')).map(({ outcome }) => outcome)).toEqual(['succeeded']);
    });

    it('are unmatched when they have waited since before a time, the longest first, and reported once', async () => {
      await insert(
        webhookRow('old', 'succeeded', { receivedAt: 10 }),
        webhookRow('older', 'succeeded', { receivedAt: 5 }),
        webhookRow('new', 'succeeded', { receivedAt: 100 }),
        webhookRow('applied', 'succeeded', { receivedAt: 1, state: 'applied' }),
        webhookRow('other', 'succeeded', { receivedAt: 1, account: 'eu' }),
      );
      const unmatched = (limit: number) => selectUnmatched(ledger().reader, ACCOUNT, 100, limit);
      const found = await unmatched(9);
      expect(found.map(({ transactionId }) => transactionId)).toEqual(['older', 'old']);
      expect(await unmatched(1)).toHaveLength(1);
      const ids = found.map(({ id }) => id);
      await write(ledger(), (trx) => markReported(trx, ids, 200));
      expect(await unmatched(9)).toEqual([]);
      expect(await parked('old')).toMatchObject([{ reportedAt: 200 }]);
    });

    it('are shown by state, newest first, page by page', async () => {
      await insert(...['1', '2', '3', '4'].map((id) => webhookRow(id)));
      const page = (below: number | null) =>
        selectWebhooks(ledger().reader, ACCOUNT, { state: 'parked', limit: 2, below });
      const first = await page(null);
      expect(first.map(({ transactionId }) => transactionId)).toEqual(['4', '3']);
      await insert(webhookRow('5'));
      const second = await page(first.at(-1)?.id ?? null);
      expect(second.map(({ transactionId }) => transactionId)).toEqual(['2', '1']);
    });
  });
}
