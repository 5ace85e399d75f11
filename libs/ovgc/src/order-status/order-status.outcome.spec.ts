import { type GatewaySays, lastWord, verdict } from './order-status.outcome.js';

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
  ])(
    '%p, trusted when paid: %p, patience over: %p: %p',
    (says, trustPaid, patienceOver, arrival) => {
      expect(verdict(says, null, { trustPaid, patienceOver })).toBe(arrival);
    },
  );

  it.each<[GatewaySays, ReturnType<typeof verdict>, GatewaySays]>([
    // It has had the money: that is not given up for want of another word.
    [null, null, 'Paid'],
    ['Pending', null, 'Paid'],
    ['Declined', 'declined', 'Declined'],
    ['Expired', 'expired', 'Expired'],
  ])('%p after Paid, patience over: %p, and it counts as %p', (says, arrival, word) => {
    const circumstances = { trustPaid: true, patienceOver: true };
    expect(verdict(says, 'Paid', circumstances)).toBe(arrival);
    expect(lastWord(says, 'Paid')).toBe(word);
  });

  it.each<[GatewaySays, GatewaySays, GatewaySays]>([
    [null, null, null],
    [null, 'Pending', 'Pending'],
    ['Pending', null, 'Pending'],
    ['Pending', 'Expired', 'Pending'],
    ['Paid', 'Pending', 'Paid'],
  ])('%p after %p counts as %p', (says, before, word) => {
    expect(lastWord(says, before)).toBe(word);
  });
});
