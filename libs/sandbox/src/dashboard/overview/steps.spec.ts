import type { Payment } from '../../payments/payment.js';
import { nextStep } from './steps.js';

const newest = {} as Payment;

describe('the next of the first steps', () => {
  it.each([
    [{ newest: null, hasPaid: false, hasDelivered: false }, 'create'],
    [{ newest: null, hasPaid: false, hasDelivered: true }, 'create'],
    [{ newest, hasPaid: false, hasDelivered: false }, 'pay'],
    [{ newest, hasPaid: true, hasDelivered: false }, 'webhook'],
    [{ newest, hasPaid: true, hasDelivered: true }, null],
  ])('after %j is %s', (progress, step) => {
    expect(nextStep(progress)).toBe(step);
  });
});
