import fc from 'fast-check';
import type { Payment } from './payment.js';
import type { PaymentOccurrence, PaymentTransition } from './payment.transition.js';
import { transition } from './payment.transition.js';

const createdAt = new Date('2026-01-31T12:00:00Z');
const expiresAt = new Date('2026-01-31T12:30:00Z');
const inTime = new Date('2026-01-31T12:29:59.999Z');

const pending: Payment = {
  checkoutId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  transactionId: 'invoice_67d2a3f8b12e1',
  sellerId: 'default',
  sellerName: 'Sandbox seller',
  orderUuid: 'ORDER-2026-0001',
  amount: '25.00',
  email: 'customer@example.com',
  successUrl: 'https://yoursite.com/success',
  cancelUrl: 'https://yoursite.com/cancel',
  productTitle: null,
  firstName: null,
  lastName: null,
  status: 'Pending',
  closed: null,
  declineReason: null,
  card: null,
  createdAt,
  expiresAt,
  paidAt: null,
};
const declined: Payment = { ...pending, status: 'Declined', declineReason: 'insufficient_funds' };
const cancelled: Payment = { ...pending, status: 'Declined', closed: 'cancelled' };
const finallyDeclined: Payment = { ...declined, closed: 'declined' };
const paid: Payment = { ...pending, status: 'Paid', paidAt: inTime };
const expired: Payment = { ...pending, status: 'Expired' };

const capture: PaymentOccurrence = { kind: 'captured' };
const decline: PaymentOccurrence = { kind: 'declined', reason: 'card_declined' };
const cancel: PaymentOccurrence = { kind: 'cancelled' };
const windowPassed: PaymentOccurrence = { kind: 'window_passed' };
const rules = { retryAfterDecline: true };

describe('the status machine within the window', () => {
  it.each([
    ['Pending', pending, 'captured', capture, 'Paid', 'payment.succeeded'],
    ['Pending', pending, 'declined', decline, 'Declined', 'payment.declined'],
    ['Pending', pending, 'cancelled', cancel, 'Declined', 'payment.declined'],
    ['Declined', declined, 'captured', capture, 'Paid', 'payment.succeeded'],
    ['Declined', declined, 'declined again', decline, 'Declined', null],
    ['Declined', declined, 'cancelled', cancel, 'Declined', null],
  ] as const)(
    'moves a %s payment that is %s',
    (_from, payment, _what, occurrence, status, webhook) => {
      const result = transition(payment, occurrence, inTime, rules);
      expect(result).toMatchObject({ kind: 'moved', status, webhook });
    },
  );

  it.each([
    ['paid', paid, 'already_paid'],
    ['cancelled', cancelled, 'cancelled'],
    ['closed by a decline', finallyDeclined, 'declined'],
    ['expired', expired, 'expired'],
  ] as const)('refuses everything to a payment that is %s', (_what, payment, because) => {
    for (const occurrence of [capture, decline, cancel]) {
      expect(transition(payment, occurrence, inTime, rules)).toEqual({ kind: 'refused', because });
    }
  });

  it('marks a payment that the customer turned away from', () => {
    expect(transition(pending, cancel, inTime, rules)).toMatchObject({ closed: 'cancelled' });
  });

  it('closes a declined payment when a decline is to be final', () => {
    const final = { retryAfterDecline: false };
    const result = transition(pending, decline, inTime, final);
    expect(result).toMatchObject({ kind: 'moved', status: 'Declined', closed: 'declined' });
  });

  it('keeps why the last card was declined, and forgets it once a card is captured', () => {
    expect(transition(declined, decline, inTime, rules)).toMatchObject({
      declineReason: 'card_declined',
    });
    expect(transition(declined, capture, inTime, rules)).toMatchObject({ declineReason: null });
  });
});

describe('the status machine from the end of the window on', () => {
  it('expires a pending payment, whatever happens to it', () => {
    for (const occurrence of [capture, decline, cancel, windowPassed]) {
      expect(transition(pending, occurrence, expiresAt, rules)).toMatchObject({
        kind: 'moved',
        status: 'Expired',
        webhook: 'payment.declined',
      });
    }
  });

  it('leaves a declined payment as it is, with no second webhook', () => {
    for (const occurrence of [capture, decline, cancel, windowPassed]) {
      const result = transition(declined, occurrence, expiresAt, rules);
      expect(result).toEqual({ kind: 'refused', because: 'expired' });
    }
  });

  it('leaves a paid payment paid', () => {
    const result = transition(paid, windowPassed, expiresAt, rules);
    expect(result).toEqual({ kind: 'refused', because: 'already_paid' });
  });
});

describe('the status machine over any course of events', () => {
  const occurrences = fc.constantFrom(capture, decline, cancel, windowPassed);
  const times = fc.integer({ min: 0, max: 60 * 60 * 1000 });
  const courses = fc.array(fc.tuple(occurrences, times), { maxLength: 12 });

  it('captures once, never leaves Paid or Expired, and has a webhook exactly for each new status', () => {
    fc.assert(
      fc.property(courses, fc.boolean(), (course, retryAfterDecline) => {
        const moves = movesOf(course, { retryAfterDecline });
        const captures = moves.filter(({ to }) => to.status === 'Paid');
        expect(captures.length).toBeLessThanOrEqual(1);
        expect(captures.every(({ from, at }) => at < expiresAt && from.closed === null)).toBe(true);
        for (const { from, to } of moves) {
          expect(['Paid', 'Expired']).not.toContain(from.status);
          expect(to.webhook !== null).toBe(to.status !== from.status);
          expect(to.webhook === 'payment.succeeded').toBe(to.status === 'Paid');
        }
      }),
    );
  });

  /** Lets a course of events happen to a pending payment, earliest first. */
  function movesOf(
    course: readonly (readonly [PaymentOccurrence, number])[],
    given: typeof rules,
  ): { from: Payment; to: Extract<PaymentTransition, { kind: 'moved' }>; at: Date }[] {
    const inOrder = course.toSorted(([, a], [, b]) => a - b);
    return inOrder.reduce<ReturnType<typeof movesOf>>((moves, [occurrence, after]) => {
      const from: Payment = Object.assign({}, pending, moves.at(-1)?.to);
      const at = new Date(createdAt.getTime() + after);
      const to = transition(from, occurrence, at, given);
      return to.kind === 'moved' ? moves.concat({ from, to, at }) : moves;
    }, []);
  }
});
