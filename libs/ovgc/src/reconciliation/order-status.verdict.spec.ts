import { type GatewaySays, verdict } from './order-status.verdict.js';

describe('what follows from the gateway’s word on a payment', () => {
  it.each<[GatewaySays, boolean, boolean, ReturnType<typeof verdict>]>([
    ['Paid', true, false, 'succeeded'],
    ['Paid', true, true, 'succeeded'],
    // Neither fulfilled nor given up.
    ['Paid', false, false, null],
    ['Paid', false, true, null],
    ['Declined', false, false, 'declined'],
    ['Expired', false, false, 'expired'],
    ['Pending', true, false, null],
    ['Pending', true, true, 'window_passed'],
    [null, true, false, null],
    [null, true, true, 'window_passed'],
  ])('%p, trusted when paid: %p, patience over: %p: %p', (says, trusted, over, arrival) => {
    expect(verdict(says, trusted, over)).toBe(arrival);
  });
});
