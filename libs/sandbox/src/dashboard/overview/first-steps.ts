import type { Payment } from '../../payments/payment.js';

/** How far somebody has come with a first payment. */
export interface Progress {
  /** The newest payment; null before the first call. */
  readonly newest: Payment | null;
  readonly hasPaid: boolean;
  readonly hasDelivered: boolean;
}

export type Step = 'create' | 'pay' | 'webhook';

/** The step to do next; null when all have been done. */
export function nextStep({ newest, hasPaid, hasDelivered }: Progress): Step | null {
  if (newest === null) return 'create';
  if (!hasPaid) return 'pay';
  return hasDelivered ? null : 'webhook';
}
