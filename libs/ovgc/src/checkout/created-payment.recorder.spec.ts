import { intentRow, paymentRow } from '../../../../test/support/ledger.rows.js';
import type { OrderRow, PaymentRow } from '../ledger/payments.queries.js';
import { resolvePayments } from './created-payment.recorder.js';

const NOW = 5000;

const answer = (orderUuid: string, transactionId = `invoice_${orderUuid}`) =>
  paymentRow(orderUuid, { transactionId });

/** Each answer's order and transaction in the ledger, and whether the answer created them. */
const resolve = (answers: readonly PaymentRow[], known: readonly OrderRow[]) =>
  resolvePayments(answers, known, NOW).map(
    ({ row, isNew }) => `${row.orderUuid} ${row.transactionId}${isNew ? ' new' : ''}`,
  );

describe('an answer of the gateway', () => {
  it('turns the intent into a payment, as the ledger has it', () => {
    const amended = intentRow('A', { productTitle: 'Amended' });
    expect(resolvePayments([answer('A')], [amended], NOW)).toEqual([
      { row: paymentRow('A', { productTitle: 'Amended', updatedAt: NOW }), isNew: true },
    ]);
  });

  it('is stored although the intent was deleted in the meantime', () => {
    expect(resolvePayments([answer('A')], [], NOW)).toEqual([
      { row: paymentRow('A', { updatedAt: NOW }), isNew: true },
    ]);
  });

  it('that is known changes nothing', () => {
    const row = paymentRow('A');
    expect(resolvePayments([answer('A')], [row], NOW)).toEqual([{ row, isNew: false }]);
  });

  it('with a second transaction for an order leaves the first', () => {
    expect(resolve([answer('A', 'invoice_other')], [paymentRow('A')])).toEqual(['A invoice_A']);
  });

  it('with the transaction of another order leaves it with that order', () => {
    const known = [paymentRow('A'), intentRow('B')];
    expect(resolve([answer('B', 'invoice_A')], known)).toEqual(['A invoice_A']);
  });
});

describe('answers that are stored together', () => {
  it('are resolved by those before them', () => {
    const answers = [
      answer('A'),
      answer('A'),
      answer('A', 'invoice_other'),
      answer('B', 'invoice_A'),
    ];
    expect(resolve(answers, [intentRow('A'), intentRow('B')])).toEqual([
      'A invoice_A new',
      'A invoice_A',
      'A invoice_A',
      'A invoice_A',
    ]);
  });

  it('with the transaction of another order leave the order open for the next', () => {
    const answers = [answer('B', 'invoice_A'), answer('B')];
    const known = [paymentRow('A'), intentRow('B')];
    expect(resolve(answers, known)).toEqual(['A invoice_A', 'B invoice_B new']);
  });
});
