import { LedgerConflictError } from '../../libs/ovgc/src/ledger/ledger.failure.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import type { WebhookState } from '../../libs/ovgc/src/ledger/ledger.tables.js';
import { markApplied, markResolved } from '../../libs/ovgc/src/ledger/webhook.closing.queries.js';
import {
  insertCandidates,
  insertWebhooks,
  markReported,
  selectCandidates,
  selectCandidatesOf,
  selectUnreported,
  selectWebhook,
  selectWebhooks,
} from '../../libs/ovgc/src/ledger/webhooks.queries.js';
import { ACCOUNT, webhookRow, write } from './ledger.rows.js';

export function describeWebhooks(ledger: () => Ledger): void {
  const insert = (...rows: Parameters<typeof insertWebhooks>[1]) =>
    write(ledger(), (trx) => insertWebhooks(trx, rows));
  const all = (state: WebhookState = 'unmatched') =>
    selectWebhooks(ledger().reader, ACCOUNT, { state, limit: 99, below: null });

  describe('webhooks', () => {
    it('are new once for account and duplicate key', async () => {
      expect(await insert(webhookRow('1'))).toHaveLength(1);
      expect(await insert(webhookRow('1'))).toEqual([]);
      expect(await insert(webhookRow('1', 'declined'), webhookRow('2'))).toHaveLength(2);
      expect(await insert(webhookRow('1', 'succeeded', { account: 'eu' }))).toHaveLength(1);
    });

    it('of which copies come together are new once', async () => {
      const copies = Array.from({ length: 20 }, () => webhookRow('1'));
      const stored = await insert(webhookRow('2'), ...copies, webhookRow('1', 'declined'));
      expect(stored.map(({ duplicateKey }) => duplicateKey)).toEqual([
        '2 succeeded',
        '1 succeeded',
        '1 declined',
      ]);
      expect(new Set(stored.map(({ id }) => id)).size).toBe(3);
    });

    it('of which copies come at the same instant are new once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => insert(webhookRow('1'))));
      expect(answers.filter((stored) => stored.length > 0)).toHaveLength(1);
    });

    it('keep the body of the first copy', async () => {
      await insert(webhookRow('1', 'succeeded', { body: '{"first":true}' }));
      await insert(webhookRow('1', 'succeeded', { body: '{}' }));
      expect(await all()).toMatchObject([{ body: '{"first":true}', reportedAt: null }]);
    });

    it('are found by what they name, in the order they came, until they are applied', async () => {
      const rows = ['1', '2', '3'].map((id) => webhookRow(id));
      const [first, second, third] = (await insert(...rows)).map(({ id }) => id) as [
        number,
        number,
        number,
      ];
      const candidate = (webhookId: number, kind: 'transaction' | 'order', value: string) => ({
        webhookId,
        account: ACCOUNT,
        kind,
        value,
      });
      await write(ledger(), (trx) =>
        insertCandidates(trx, [
          candidate(third, 'transaction', 'T'),
          candidate(first, 'transaction', 'T'),
          candidate(first, 'order', 'A'),
          candidate(second, 'order', 'B'),
          { ...candidate(second, 'transaction', 'T'), account: 'eu' },
        ]),
      );
      const found = async (transactionIds: string[], orderUuids: string[]) =>
        (await selectCandidates(ledger().reader, ACCOUNT, transactionIds, orderUuids)).map(
          ({ id, kind, value }) => [id, kind, value],
        );
      expect(await found(['T'], ['B'])).toEqual([
        [first, 'transaction', 'T'],
        [second, 'order', 'B'],
        [third, 'transaction', 'T'],
      ]);
      expect(await found(['A'], ['T'])).toEqual([]);
      expect(await selectCandidatesOf(ledger().reader, [first])).toHaveLength(2);
      await write(ledger(), (trx) => markApplied(trx, { id: first, outcome: 'succeeded' }, 'T'));
      expect(await found(['T'], ['A'])).toEqual([[third, 'transaction', 'T']]);
      expect(await all('applied')).toMatchObject([{ id: first, transactionId: 'T' }]);
    });

    it('are closed once, from the state that this was decided on', async () => {
      const [webhook] = await insert(webhookRow('1'));
      const id = webhook?.id ?? 0;
      const resolution = {
        decision: 'ignored' as const,
        decidedOrder: null,
        decidedBy: 'ada',
        decidedNote: 'none of ours',
        decidedAt: 2000,
        forced: 0 as const,
      };
      const resolve = (state: 'unmatched' | 'unrecognised') =>
        write(ledger(), (trx) => markResolved(trx, { id, state }, resolution));
      await expect(resolve('unrecognised')).rejects.toBeInstanceOf(LedgerConflictError);
      await resolve('unmatched');
      await expect(resolve('unmatched')).rejects.toBeInstanceOf(LedgerConflictError);
      await expect(
        write(ledger(), (trx) => markApplied(trx, { id, outcome: 'succeeded' }, 'T')),
      ).rejects.toBeInstanceOf(LedgerConflictError);
      expect(await all('resolved')).toMatchObject([{ id, transactionId: '1', ...resolution }]);
      expect(await selectWebhook(ledger().reader, 'eu', id)).toBeUndefined();
    });

    it('are unreported when they came before a time, the longest waiting first, until they are reported', async () => {
      await insert(
        webhookRow('old', 'succeeded', { receivedAt: 10 }),
        webhookRow('older', 'succeeded', { receivedAt: 5 }),
        webhookRow('new', 'succeeded', { receivedAt: 100 }),
        webhookRow('applied', 'succeeded', { receivedAt: 1, state: 'applied' }),
        webhookRow('other', 'succeeded', { receivedAt: 1, account: 'eu' }),
      );
      const unreported = (limit: number) => selectUnreported(ledger().reader, ACCOUNT, 100, limit);
      const found = await unreported(9);
      expect(found.map(({ transactionId }) => transactionId)).toEqual(['older', 'old']);
      expect(await unreported(1)).toHaveLength(1);
      const ids = found.map(({ id }) => id);
      await write(ledger(), (trx) => markReported(trx, ids, 200));
      expect(await unreported(9)).toEqual([]);
      expect((await all()).filter(({ reportedAt }) => reportedAt === 200)).toHaveLength(2);
    });

    it('are shown by state, newest first, page by page', async () => {
      await insert(...['1', '2', '3', '4'].map((id) => webhookRow(id)));
      const page = (below: number | null) =>
        selectWebhooks(ledger().reader, ACCOUNT, { state: 'unmatched', limit: 2, below });
      const first = await page(null);
      expect(first.map(({ transactionId }) => transactionId)).toEqual(['4', '3']);
      await insert(webhookRow('5'));
      const second = await page(first.at(-1)?.id ?? null);
      expect(second.map(({ transactionId }) => transactionId)).toEqual(['2', '1']);
    });
  });
}
