import type { WebhookLogEntry } from '../webhooks/webhook.js';
import type { PaymentChange } from './payment.timeline.js';
import { timelineOf } from './payment.timeline.js';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 31, 12, minute));
const change = (minute: number, status: PaymentChange['status']): PaymentChange => ({
  at: at(minute),
  status,
  closed: null,
  declineReason: null,
  card: null,
});
const webhook = (minute: number, id: string) => ({ id, createdAt: at(minute) }) as WebhookLogEntry;

const told = (...parts: [readonly PaymentChange[], readonly WebhookLogEntry[]]) =>
  timelineOf({ createdAt: at(0) }, ...parts).map((entry) => {
    if (entry.kind === 'changed') return entry.status;
    return entry.kind === 'webhook' ? entry.webhook.id : entry.kind;
  });

describe('a timeline', () => {
  it('is in the order of time', () => {
    const changes = [change(1, 'Declined'), change(3, 'Paid')];
    expect(told(changes, [webhook(3, 'second'), webhook(1, 'first')])).toEqual([
      'created',
      'Declined',
      'first',
      'Paid',
      'second',
    ]);
  });

  it('has cause before effect where the times are the same', () => {
    const changes = [change(0, 'Declined'), change(0, 'Paid')];
    expect(told(changes, [webhook(0, 'second'), webhook(0, 'first')])).toEqual([
      'created',
      'Declined',
      'Paid',
      'first',
      'second',
    ]);
  });
});
