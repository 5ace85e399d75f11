import { drifted } from './drift.js';

const paid = {
  webhook_secret: 'secret',
  success: true,
  transaction_id: 'invoice_1',
  payment_status: 'payment.succeeded',
};
const declined = { ...paid, success: false, payment_status: 'payment.declined' };

describe('a body that drifts', () => {
  it.each([
    ['status_title_case', 'Paid', 'Declined'],
    ['status_lower_case', 'paid', 'declined'],
    ['status_snake_case', 'payment_succeeded', 'payment_declined'],
  ] as const)('%s: spells its status %s or %s', (variant, succeeded, failed) => {
    expect(drifted(paid, variant)).toEqual({ ...paid, payment_status: succeeded });
    expect(drifted(declined, variant)).toEqual({ ...declined, payment_status: failed });
  });

  it.each([
    ['Pending', 'payment_pending'],
    ['Paid', 'payment_succeeded'],
    ['Expired', 'payment_expired'],
  ])('spells %s of an order-status answer %s', (payment_status, spelled) => {
    const body = drifted({ payment_status }, 'status_snake_case');
    expect(body).toEqual({ payment_status: spelled });
  });

  it('nested: has all but its secret under data', () => {
    const { webhook_secret, ...data } = paid;
    expect(drifted(paid, 'nested')).toEqual({ webhook_secret, data });
    expect(drifted({ status: true, url: 'u' }, 'nested')).toEqual({
      data: { status: true, url: 'u' },
    });
  });

  it('no_success, renamed_id, order_uuid and extra_fields change the one field they name', () => {
    const { success: _, ...without } = paid;
    const { transaction_id: transactionId, ...rest } = paid;
    expect(drifted(paid, 'no_success')).toEqual(without);
    expect(drifted(paid, 'renamed_id')).toEqual({ ...rest, transactionId });
    expect(drifted(paid, 'order_uuid', 'ORDER-1')).toEqual({ ...paid, order_uuid: 'ORDER-1' });
    expect(drifted(paid, 'order_uuid')).toEqual(paid);
    expect(drifted(paid, 'extra_fields')).toMatchObject({ ...paid, currency: 'USD' });
  });
});
