import { LedgerConflictError } from '../../libs/ovgc/src/ledger/ledger.failure.js';
import type { Ledger } from '../../libs/ovgc/src/ledger/ledger.js';
import {
  deleteIntents,
  insertIntents,
  isPayment,
  movePayments,
  type PaymentRow,
  selectByTransactions,
  selectOrders,
  selectOrdersOrTransactions,
  storePayments,
} from '../../libs/ovgc/src/ledger/payments.queries.js';
import { selectOverdue } from '../../libs/ovgc/src/ledger/payment.expiry.queries.js';
import { type PaymentCursor, selectPage } from '../../libs/ovgc/src/ledger/payment.list.queries.js';
import type { PaymentStatus } from '../../libs/ovgc/src/payments/payment.js';
import { ACCOUNT, intentRow, paymentRow, write } from './ledger.rows.js';

// Holds rule 4: the status machine.

export function describePayments(ledger: () => Ledger): void {
  const insert = (...rows: Parameters<typeof insertIntents>[1]) =>
    write(ledger(), (trx) => insertIntents(trx, rows));
  const order = async (orderUuid: string, account = ACCOUNT) =>
    (await selectOrders(ledger().reader, account, [orderUuid]))[0];

  describe('orders', () => {
    it('come back as they went in', async () => {
      const full = intentRow('Zoë’s order 💶', {
        productTitle: 'O’Reilly; DROP TABLE "x"',
        firstName: 'Zoë',
        lastName: '',
        metadata: '{"a":["\\u0000",1.5,null]}',
        createdAt: 1_700_000_000_123,
      });
      await insert(full);
      expect(await order(full.orderUuid)).toEqual(full);
    });

    it('keep the row they had first', async () => {
      expect(await insert(intentRow('A', { amount: '1.00' }))).toEqual(['A']);
      expect(await insert(intentRow('A', { amount: '2.00' }), intentRow('B'))).toEqual(['B']);
      expect(await order('A')).toMatchObject({ amount: '1.00' });
    });

    it('are told apart by their ids to the letter', async () => {
      await insert(intentRow('A'), intentRow('a'), intentRow('A '), intentRow('Á'));
      const rows = await selectOrders(ledger().reader, ACCOUNT, ['A', 'a', 'A ', 'Á']);
      expect(rows).toHaveLength(4);
    });

    it('of one account are none of another’s', async () => {
      await insert(intentRow('A', { account: 'eu', amount: '1.00' }), intentRow('A'));
      expect(await order('A', 'eu')).toMatchObject({ amount: '1.00' });
      expect(await order('A')).toMatchObject({ amount: '25.00' });
      expect(await order('A', 'us')).toBeUndefined();
    });

    it('become payments by the gateway’s answer, once', async () => {
      await insert(intentRow('A'));
      expect(isPayment((await order('A'))!)).toBe(false);
      const answer = {
        transactionId: 'invoice_1',
        url: 'https://g.test/1',
        expiresAt: 9,
        updatedAt: 5,
      };
      const asked = { ...intentRow('A'), email: 'mended@example.com' };
      await write(ledger(), (trx) => storePayments(trx, [{ ...asked, ...answer }]));
      // Nothing but what the gateway answered.
      expect(await order('A')).toEqual({ ...intentRow('A'), ...answer });
      const second = { ...answer, transactionId: 'invoice_2', updatedAt: 6 };
      await write(ledger(), (trx) => storePayments(trx, [{ ...intentRow('A'), ...second }]));
      expect(await order('A')).toMatchObject({ transactionId: 'invoice_1', updatedAt: 5 });
    });

    it('become payments even where the intent was forgotten, many at once', async () => {
      await insert(intentRow('A'));
      const rows = [paymentRow('A'), paymentRow('B')];
      await write(ledger(), (trx) => storePayments(trx, rows));
      expect([await order('A'), await order('B')]).toEqual(rows);
    });

    it('are found by themselves or by a transaction, each once', async () => {
      await insert(paymentRow('A'), intentRow('B'), paymentRow('C'), paymentRow('D'));
      await insert(paymentRow('E', { account: 'eu' }));
      const rows = await selectOrdersOrTransactions(ledger().reader, ACCOUNT, [
        { orderUuid: 'A', transactionId: 'invoice_A' },
        { orderUuid: 'B', transactionId: 'invoice_C' },
        { orderUuid: 'E', transactionId: 'invoice_E' },
      ]);
      expect(rows.map(({ orderUuid }) => orderUuid).toSorted()).toEqual(['A', 'B', 'C']);
    });

    it('can’t share a transaction', async () => {
      await insert(paymentRow('A'));
      await expect(insert(paymentRow('B', { transactionId: 'invoice_A' }))).rejects.toThrow();
      expect(await order('B')).toBeUndefined();
      expect(await insert(paymentRow('B'))).toEqual(['B']);
    });

    it('can be forgotten while they are intents, and no longer', async () => {
      await insert(intentRow('A'), paymentRow('B'), intentRow('A', { account: 'eu' }));
      await write(ledger(), (trx) => deleteIntents(trx, ACCOUNT, ['A', 'B']));
      expect(await order('A')).toBeUndefined();
      expect(await order('A', 'eu')).toBeDefined();
      expect(await order('B')).toBeDefined();
    });
  });

  describe('payments', () => {
    const move = (from: PaymentStatus, ...rows: PaymentRow[]) =>
      write(ledger(), (trx) =>
        movePayments(
          trx,
          ACCOUNT,
          rows.map((to) => ({ from, to })),
        ),
      );

    it('move together, in one account', async () => {
      await insert(paymentRow('A'), paymentRow('B'), paymentRow('C'));
      await insert(paymentRow('A', { account: 'eu' }));
      const paid = { status: 'Paid' as const, paidAt: 7, updatedAt: 7 };
      const declined = { status: 'Declined' as const, updatedAt: 7 };
      await move('Pending', paymentRow('A', paid), paymentRow('B', declined));
      expect(await order('A')).toEqual(paymentRow('A', paid));
      expect(await order('B')).toEqual(paymentRow('B', declined));
      expect(await order('C')).toEqual(paymentRow('C'));
      expect(await order('A', 'eu')).toMatchObject({ status: 'Pending' });
    });

    it('keep the time when they were paid, as the move has it', async () => {
      await insert(paymentRow('A', { status: 'Paid', paidAt: 7 }));
      await move('Paid', paymentRow('A', { status: 'Declined', paidAt: 7, updatedAt: 9 }));
      expect(await order('A')).toMatchObject({ status: 'Declined', paidAt: 7, updatedAt: 9 });
    });

    it('move only from the status that the move was decided on, or nothing is written', async () => {
      await insert(paymentRow('A', { status: 'Paid', paidAt: 7 }), paymentRow('B'));
      const moving = move(
        'Pending',
        paymentRow('B', { status: 'Declined' }),
        paymentRow('A', { status: 'Declined' }),
      );
      await expect(moving).rejects.toThrow(LedgerConflictError);
      expect(await order('A')).toMatchObject({ status: 'Paid', paidAt: 7 });
      expect(await order('B')).toMatchObject({ status: 'Pending' });
    });

    it('are found by their transactions', async () => {
      await insert(paymentRow('A'), paymentRow('B'), intentRow('C'));
      const rows = await selectByTransactions(ledger().reader, ACCOUNT, ['invoice_B', 'invoice_C']);
      expect(rows).toEqual([paymentRow('B')]);
      expect(await selectByTransactions(ledger().reader, 'eu', ['invoice_B'])).toEqual([]);
    });

    it('are overdue when they are pending and their window ended before, the longest first', async () => {
      await insert(
        paymentRow('late', { expiresAt: 50 }),
        paymentRow('later', { expiresAt: 40 }),
        paymentRow('just not', { expiresAt: 100 }),
        paymentRow('paid', { expiresAt: 1, status: 'Paid' }),
        paymentRow('other', { expiresAt: 1, account: 'eu' }),
        intentRow('intent'),
      );
      const overdue = (limit: number) =>
        selectOverdue(ledger().reader, ACCOUNT, { endedBefore: 100, checked: null, limit });
      expect((await overdue(9)).map((row) => row.orderUuid)).toEqual(['later', 'late']);
      expect((await overdue(1)).map((row) => row.orderUuid)).toEqual(['later']);
    });
  });

  describe('a list of payments', () => {
    const page = (limit: number, after: PaymentCursor | null, status: 'Paid' | null = null) =>
      selectPage(ledger().reader, ACCOUNT, { status, limit, after });

    it('is newest first, without intents and without other accounts', async () => {
      await insert(paymentRow('old', { createdAt: 1 }), paymentRow('new', { createdAt: 2 }));
      await insert(intentRow('intent'), paymentRow('other', { account: 'eu' }));
      expect((await page(9, null)).map((row) => row.orderUuid)).toEqual(['new', 'old']);
    });

    it('can be of one status', async () => {
      await insert(paymentRow('A'), paymentRow('B', { status: 'Paid' }));
      expect((await page(9, null, 'Paid')).map((row) => row.orderUuid)).toEqual(['B']);
    });

    it('shows each payment once, page by page, while others are added', async () => {
      // Several of one moment, so that the time alone does not order them.
      const ids = Array.from({ length: 11 }, (_, i) => `order ${String(i).padStart(2, '0')}`);
      const rows = ids.map((id, i) => paymentRow(id, { createdAt: 1000 + Math.floor(i / 4) }));
      await insert(...rows);
      const seen: string[] = [];
      let after: PaymentCursor | null = null;
      for (let turn = 0; turn < 9; turn += 1) {
        const shown: readonly (PaymentCursor & { orderUuid: string })[] = await page(3, after);
        if (shown.length === 0) break;
        seen.push(...shown.map((row) => row.orderUuid));
        after = shown.at(-1) ?? null;
        await insert(paymentRow(`newer ${turn}`, { createdAt: 5000 + turn }));
      }
      expect(seen).toEqual(ids.toReversed());
    });
  });
}
