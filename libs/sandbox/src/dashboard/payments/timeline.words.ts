import { DECLINE_BUTTONS } from '../../checkout/test-bar/forced-outcome.js';
import type { PaymentChange, PaymentTimelineEntry } from '../../payments/payment.timeline.js';

/** An entry of the timeline as people read it. */
export interface TimelineWords {
  readonly tone: 'good' | 'bad' | 'ask' | 'quiet';
  readonly title: string;
  readonly detail: string | null;
}

/** What an entry of a payment's timeline says. */
export function timelineWords(entry: PaymentTimelineEntry): TimelineWords {
  if (entry.kind === 'created') return { tone: 'quiet', title: 'Created', detail: null };
  if (entry.kind === 'changed') return changeWords(entry);
  const { state, event, source, fault } = entry.webhook;
  return {
    tone: state === 'delivered' ? 'good' : state === 'pending' ? 'ask' : 'bad',
    title: event,
    detail: source === 'trigger' ? 'triggered' : fault === null ? null : `fault: ${words(fault)}`,
  };
}

function changeWords({ status, closed, declineReason, card }: PaymentChange): TimelineWords {
  const by = card === null ? null : `${card.brand} ending in ${card.lastFour}`;
  if (status === 'Paid') return { tone: 'good', title: 'Paid', detail: by };
  if (status === 'Expired') {
    return { tone: 'quiet', title: 'Expired', detail: 'the checkout window is over' };
  }
  if (closed === 'cancelled') {
    return { tone: 'bad', title: 'Cancelled', detail: 'the customer turned away' };
  }
  const reason = DECLINE_BUTTONS.find(({ value }) => value === declineReason)?.label;
  return { tone: 'bad', title: status, detail: [by, reason].filter(Boolean).join(': ') || null };
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}
