import type { ActivityEntry } from '../../journal/activity.js';

/** A change in the words that a screen reader says; empty when it is not worth saying. */
export function changeText(entry: ActivityEntry): string {
  switch (entry.kind) {
    case 'payment':
      return `Payment of order ${entry.orderUuid} is ${entry.status}.`;
    case 'webhook':
      return `Webhook of ${entry.transactionId}: ${entry.state.replace('_', ' ')}.`;
    case 'fault':
      return entry.change === 'affected' ? 'A fault has befallen somebody.' : '';
    case 'reset':
      return 'Everything was forgotten.';
    default:
      return '';
  }
}
