import { insertEvents } from '../../libs/ovgc/src/ledger/events.queries.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import {
  type ReviewSearch,
  countInDoubt,
  countForReview,
  selectPage,
} from '../../libs/ovgc/src/ledger/payment.list.queries.js';
import { insertIntents } from '../../libs/ovgc/src/ledger/payments.queries.js';
import {
  bringWindowsForward,
  recordCheck,
  selectOverdue,
} from '../../libs/ovgc/src/ledger/payment.expiry.queries.js';
import { ACCOUNT, eventRow, intentRow, paymentRow, write } from './ledger.rows.js';

const CONFLICTED = 'ovgc.payment.conflicted';

export function describeReview(ledger: () => Ledger): void {
  const insert = (...rows: Parameters<typeof insertIntents>[1]) =>
    write(ledger(), (trx) => insertIntents(trx, rows));
  const list = async (review: ReviewSearch, page: object = {}) => {
    const asked = { status: null, review, limit: 9, after: null, ...page };
    const rows = await selectPage(ledger().reader, ACCOUNT, asked);
    return rows.map(({ orderUuid }) => orderUuid);
  };
  const count = (review: ReviewSearch) => countForReview(ledger().reader, ACCOUNT, review);

  describe('payments to review', () => {
    it('are those that have an event of a type, each once, newest first', async () => {
      const conflicted: ReviewSearch = { kind: 'event', event: CONFLICTED };
      await insert(
        paymentRow('older', { createdAt: 1 }),
        paymentRow('newer', { createdAt: 2 }),
        paymentRow('calm', { createdAt: 3 }),
        paymentRow('elsewhere', { createdAt: 4 }),
        paymentRow('elsewhere', { createdAt: 4, account: 'eu' }),
      );
      const told = (id: string, order: string, account = ACCOUNT) => ({
        ...eventRow(id, order, account),
        name: CONFLICTED,
      });
      const events = [
        told('1', 'older'),
        told('2', 'newer'),
        told('3', 'newer'),
        told('4', 'elsewhere', 'eu'),
        eventRow('5', 'calm'),
      ];
      await write(ledger(), (trx) => insertEvents(trx, events));
      expect(await list(conflicted)).toEqual(['newer', 'older']);
      expect(await list(conflicted, { limit: 1 })).toEqual(['newer']);
      const after = { createdAt: 2, orderUuid: 'newer' };
      expect(await list(conflicted, { after })).toEqual(['older']);
      expect(await list(conflicted, { status: 'Paid' })).toEqual([]);
      expect(await count(conflicted)).toBe(2);
    });

    it('are those that the gateway calls paid, and nobody else does', async () => {
      const unconfirmed: ReviewSearch = { kind: 'unconfirmed' };
      const paid = { gatewayStatus: 'Paid' as const };
      await insert(
        paymentRow('pending', { ...paid, createdAt: 1 }),
        paymentRow('expired', { ...paid, createdAt: 2, status: 'Expired' }),
        paymentRow('settled', { ...paid, status: 'Paid' }),
        paymentRow('said to be pending', { gatewayStatus: 'Pending' }),
        paymentRow('never asked'),
        paymentRow('other', { ...paid, account: 'eu' }),
      );
      expect(await list(unconfirmed)).toEqual(['expired', 'pending']);
      expect(await list(unconfirmed, { status: 'Expired' })).toEqual(['expired']);
      expect(await count(unconfirmed)).toBe(2);
    });

    it('are orders that the gateway was asked for before a time, without an answer', async () => {
      await insert(
        intentRow('old', { createdAt: 99 }),
        intentRow('new', { createdAt: 100 }),
        intentRow('other', { createdAt: 1, account: 'eu' }),
        paymentRow('answered', { createdAt: 1 }),
      );
      expect(await countInDoubt(ledger().reader, ACCOUNT, 100)).toBe(1);
    });
  });

  describe('overdue payments', () => {
    const overdue = async (before: number) => {
      const search = { endedBefore: 100, checked: { before, now: 60 }, limit: 9 };
      const rows = await selectOverdue(ledger().reader, ACCOUNT, search);
      return rows.map(({ orderUuid }) => orderUuid);
    };

    it('take turns to be asked for: first those that never were, then the longest ago', async () => {
      await insert(
        paymentRow('lately', { expiresAt: 1, checkedAt: 50 }),
        paymentRow('second', { expiresAt: 2, checkedAt: 40 }),
        paymentRow('first', { expiresAt: 3, checkedAt: 30 }),
        paymentRow('never', { expiresAt: 5 }),
        paymentRow('never, and longer', { expiresAt: 4 }),
      );
      expect(await overdue(50)).toEqual(['never, and longer', 'never', 'first', 'second']);
    });

    it('are asked for again when they were asked for by a clock that was ahead', async () => {
      await insert(
        paymentRow('now', { expiresAt: 1, checkedAt: 60 }),
        paymentRow('later than now', { expiresAt: 2, checkedAt: 61 }),
      );
      expect(await overdue(50)).toEqual(['later than now']);
    });

    it('never end later than a window that opens now, whatever the clock showed when it did', async () => {
      await insert(
        paymentRow('ahead', { expiresAt: 501 }),
        paymentRow('in time', { expiresAt: 500 }),
        paymentRow('paid', { expiresAt: 501, status: 'Paid' }),
        paymentRow('other', { expiresAt: 501, account: 'eu' }),
      );
      await write(ledger(), (trx) => bringWindowsForward(trx, ACCOUNT, 500));
      const ends = await ledger().reader.selectFrom('ovgcPayments').selectAll().execute();
      expect(new Map(ends.map(({ orderUuid, expiresAt }) => [orderUuid, expiresAt]))).toEqual(
        new Map([
          ['ahead', 500],
          ['in time', 500],
          ['paid', 501],
          ['other', 501],
        ]),
      );
    });

    it('are left alone where the gateway called them paid, and can’t be asked', async () => {
      const paid = { gatewayStatus: 'Paid' as const };
      await insert(
        paymentRow('called paid', paid),
        paymentRow('called pending', { gatewayStatus: 'Pending' }),
        paymentRow('never asked'),
      );
      const late = { endedBefore: 9999, limit: 9 };
      const found = async (checked: { before: number; now: number } | null) =>
        (await selectOverdue(ledger().reader, ACCOUNT, { ...late, checked })).length;
      expect(await found(null)).toBe(2);
      expect(await found({ before: 9999, now: 9999 })).toBe(3);
    });

    it('keep what was said of them, each account its own', async () => {
      await insert(paymentRow('A'), paymentRow('A', { account: 'eu' }));
      const check = { gatewayStatus: 'Paid' as const, checkedAt: 77 };
      await write(ledger(), (trx) => recordCheck(trx, ACCOUNT, 'A', check));
      expect(await list({ kind: 'unconfirmed' })).toEqual(['A']);
      const others = await countForReview(ledger().reader, 'eu', { kind: 'unconfirmed' });
      expect(others).toBe(0);
    });
  });
}
