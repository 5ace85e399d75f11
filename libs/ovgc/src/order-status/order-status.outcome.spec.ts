import { type GatewayStatus, latestStatus, outcomeOf } from './order-status.outcome.js';

describe('the outcome of an order status', () => {
  it.each<[GatewayStatus, boolean, boolean, ReturnType<typeof outcomeOf>]>([
    ['Paid', true, false, 'succeeded'],
    ['Paid', true, true, 'succeeded'],
    // Neither fulfilled nor expired.
    ['Paid', false, false, null],
    ['Paid', false, true, null],
    ['Declined', false, false, 'declined'],
    ['Expired', false, false, 'expired'],
    ['Pending', true, false, null],
    ['Pending', true, true, 'window_passed'],
    [null, true, false, null],
    [null, true, true, 'window_passed'],
  ])(
    '%p, trusted when paid: %p, pending timed out: %p: %p',
    (status, trustPaid, pendingTimedOut, outcome) => {
      expect(outcomeOf(status, null, { trustPaid, pendingTimedOut })).toBe(outcome);
    },
  );

  it.each<[GatewayStatus, ReturnType<typeof outcomeOf>, GatewayStatus]>([
    // It has had the money: the payment must not expire.
    [null, null, 'Paid'],
    ['Pending', null, 'Paid'],
    ['Declined', 'declined', 'Declined'],
    ['Expired', 'expired', 'Expired'],
  ])('%p after Paid, pending timed out: %p, and it counts as %p', (status, outcome, latest) => {
    const circumstances = { trustPaid: true, pendingTimedOut: true };
    expect(outcomeOf(status, 'Paid', circumstances)).toBe(outcome);
    expect(latestStatus(status, 'Paid')).toBe(latest);
  });

  it.each<[GatewayStatus, GatewayStatus, GatewayStatus]>([
    [null, null, null],
    [null, 'Pending', 'Pending'],
    ['Pending', null, 'Pending'],
    ['Pending', 'Expired', 'Pending'],
    ['Paid', 'Pending', 'Paid'],
  ])('%p after %p counts as %p', (status, before, latest) => {
    expect(latestStatus(status, before)).toBe(latest);
  });
});
