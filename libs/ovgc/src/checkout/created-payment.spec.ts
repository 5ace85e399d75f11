import { intentRow, paymentRow } from '../../../../test/support/ledger.rows.js';
import type { OrderRow } from '../ledger/payments.queries.js';
import { type GatewayAnswer, judge } from './created-payment.js';

const NOW = 5000;

function answer(orderUuid: string, transactionId = `invoice_${orderUuid}`): GatewayAnswer {
  const url = `https://gateway.test/checkout/${orderUuid}`;
  return { intent: intentRow(orderUuid), transactionId, url, expiresAt: 2000 };
}
const kinds = (answers: readonly GatewayAnswer[], known: readonly OrderRow[]) =>
  judge(answers, known, NOW).map(({ kind }) => kind);

describe('an answer of the gateway', () => {
  it('makes an intent a payment, as the ledger has it', () => {
    const amended = intentRow('A', { productTitle: 'Mended' });
    expect(judge([answer('A')], [amended], NOW)).toEqual([
      { kind: 'created', row: paymentRow('A', { productTitle: 'Mended', updatedAt: NOW }) },
    ]);
  });

  it('is kept although the intent was given up in the meantime', () => {
    expect(judge([answer('A')], [], NOW)).toEqual([
      { kind: 'created', row: paymentRow('A', { updatedAt: NOW }) },
    ]);
  });

  it('that is known changes nothing', () => {
    const row = paymentRow('A');
    expect(judge([answer('A')], [row], NOW)).toEqual([{ kind: 'known', row }]);
  });

  it('with a second transaction for an order leaves the first', () => {
    const row = paymentRow('A');
    const second = answer('A', 'invoice_other');
    expect(judge([second], [row], NOW)).toEqual([{ kind: 'second_transaction', row }]);
  });

  it('with the transaction of another order is not believed', () => {
    const foreign = answer('B', 'invoice_A');
    expect(judge([foreign], [paymentRow('A'), intentRow('B')], NOW)).toEqual([
      { kind: 'foreign_transaction', orderUuid: 'A' },
    ]);
  });
});

describe('answers that are stored together', () => {
  it('are judged by those before them', () => {
    const answers = [
      answer('A'),
      answer('A'),
      answer('A', 'invoice_other'),
      answer('B', 'invoice_A'),
    ];
    expect(kinds(answers, [intentRow('A'), intentRow('B')])).toEqual([
      'created',
      'known',
      'second_transaction',
      'foreign_transaction',
    ]);
  });

  it('that are not believed leave the order open for the next', () => {
    const answers = [answer('B', 'invoice_A'), answer('B')];
    expect(kinds(answers, [paymentRow('A'), intentRow('B')])).toEqual([
      'foreign_transaction',
      'created',
    ]);
  });
});
