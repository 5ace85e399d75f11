import type { EventPublisher } from '../events/event.publisher.js';
import type { PaymentEvent } from '../events/payment.events.js';
import type { LedgerOperation } from '../ledger/group-commit.js';
import type { Ledger } from '../ledger/ledger.js';
import type { WebhookState } from '../ledger/ledger.tables.js';
import { type PaymentRow, selectByTransactions } from '../ledger/payments.queries.js';
import { insertWebhooks } from '../ledger/webhooks.queries.js';
import type { Account } from '../payments/payment.js';
import type { Arrival } from '../payments/payment.status-machine.js';
import type { Settlement } from '../transitions/transitions.js';

/** A webhook whose secret was right. */
export interface ReceivedWebhook {
  readonly transactionId: string;
  /** What it says of the payment; null when that moves nothing, or can't be told. */
  readonly arrival: Arrival | null;
  /** The last part of what tells a duplicate: the arrival, `pending`, or a name for what can't be told. */
  readonly outcome: string;
  /** The body without the secret, as JSON. */
  readonly body: string;
}

interface Recorded {
  /** Whether it was the first of its kind. */
  readonly isNew: boolean;
  /** What it set off, to be published by whoever waits for the commit. */
  readonly events: readonly PaymentEvent[];
}

/** Stores webhooks, and with them what they mean. */
export class WebhookInbox {
  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
    private readonly settlement: Settlement,
    private readonly publisher: EventPublisher,
    private readonly now: () => number,
  ) {}

  /**
   * Resolves when the webhook and its effect are on the disk; answers false for a copy of one that was there.
   * Rejects when it was not stored, or when that can't be told: another copy does no harm.
   */
  async record(webhook: ReceivedWebhook): Promise<boolean> {
    const { isNew, events } = await this.ledger.commit(this.recordAll, webhook);
    this.publisher.publish(events);
    return isNew;
  }

  private readonly recordAll: LedgerOperation<ReceivedWebhook, Recorded> = async (
    trx,
    webhooks,
  ) => {
    const now = this.now();
    const { name: account } = this.account;
    const ids = [...new Set(webhooks.map(({ transactionId }) => transactionId))];
    const payments = byTransaction(await selectByTransactions(trx, account, ids));
    const stored = await insertWebhooks(
      trx,
      webhooks.map((webhook) => ({
        account,
        transactionId: webhook.transactionId,
        outcome: webhook.outcome,
        state: stateOf(webhook, payments),
        body: webhook.body,
        receivedAt: now,
      })),
    );
    const fresh = new Set(stored.map(keyOf));
    const first = webhooks.map((webhook) => fresh.delete(keyOf(webhook)));
    const facts = webhooks.flatMap(({ transactionId, arrival }, i) => {
      const payment = payments.get(transactionId);
      return first[i] && arrival && payment ? [{ payment, arrival, at: now }] : [];
    });
    const events = await this.settlement.apply(trx, facts, now);
    return webhooks.map((_, i) => ({ isNew: first[i] === true, events: i === 0 ? events : [] }));
  };
}

function stateOf(
  webhook: ReceivedWebhook,
  payments: ReadonlyMap<string, PaymentRow>,
): WebhookState {
  if (webhook.arrival === null) return webhook.outcome === 'pending' ? 'applied' : 'unrecognised';
  return payments.has(webhook.transactionId) ? 'applied' : 'parked';
}

function byTransaction(rows: readonly PaymentRow[]): ReadonlyMap<string, PaymentRow> {
  return new Map(rows.map((row) => [row.transactionId, row]));
}

function keyOf(webhook: { readonly transactionId: string; readonly outcome: string }): string {
  // A transaction id holds no space.
  return `${webhook.transactionId} ${webhook.outcome}`;
}
