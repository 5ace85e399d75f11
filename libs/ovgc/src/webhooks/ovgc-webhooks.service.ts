import { orLedgerUnavailable } from '../ledger/ledger.failure.js';
import type { Ledger } from '../ledger/ledger.js';
import { WEBHOOK_STATES, type WebhookOutcome, type WebhookState } from '../ledger/ledger.tables.js';
import { countWebhooks, selectWebhooks, type WebhookRow } from '../ledger/webhooks.queries.js';
import type { WebhookUnrecognisedReason } from '../events/webhook.events.js';
import { checkPage, cutPage, rowCursor } from '../pagination/page.js';
import type { Account } from '../payments/payment.js';

/** A webhook in the ledger. Copies of it are not stored. */
export interface StoredWebhook {
  readonly id: string;
  /** The transaction of its payment, or the one that it names; null when it names none. */
  readonly transactionId: string | null;
  /** What it says of the payment. */
  readonly outcome: WebhookOutcome;
  readonly state: WebhookState;
  /** Why it was not recognised; null when it was. */
  readonly reason: WebhookUnrecognisedReason | null;
  /** The body as it came, without secrets. JSON. */
  readonly body: string;
  readonly receivedAt: Date;
}

/** Which webhooks {@link OvgcWebhooksService.list} returns. */
export interface ListWebhooksOptions {
  /** `applied`, `unmatched` or `unrecognised`. */
  readonly state: WebhookState;
  /** The largest number of webhooks, 1 to 500. Default 50. */
  readonly limit?: number | undefined;
  /** Where the previous page ended: its `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** A page of webhooks, newest first. */
export interface WebhookPage {
  readonly webhooks: readonly StoredWebhook[];
  /** For the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** How many webhooks moved nothing. */
export interface WebhookCounts {
  /** No payment here belongs to them: a `succeeded` among them is somebody's money. */
  readonly unmatched: number;
  /** They contradict themselves, or say what nobody knows. */
  readonly unrecognised: number;
}

/** The webhooks of one account. Inject it to see those that moved nothing. */
export class OvgcWebhooksService {
  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Lists the webhooks in a state, newest first.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: an unknown state, limit or cursor
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   * @example
   * const { webhooks } = await this.webhooks.list({ state: 'unmatched' });
   */
  async list(options: ListWebhooksOptions): Promise<WebhookPage> {
    const { state } = options;
    const { limit, after } = checkPage(
      options,
      { name: 'state', asked: state, known: WEBHOOK_STATES },
      rowCursor,
    );
    const page = { state, limit: limit + 1, below: after };
    const rows = await orLedgerUnavailable(
      selectWebhooks(this.ledger.reader, this.account.name, page),
    );
    const { shown, last } = cutPage(rows, limit);
    return { webhooks: shown.map(toStoredWebhook), nextCursor: last && String(last.id) };
  }

  /**
   * Counts the webhooks that moved nothing. A count that stays above zero needs attention.
   *
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async counts(): Promise<WebhookCounts> {
    const rows = await orLedgerUnavailable(countWebhooks(this.ledger.reader, this.account.name));
    const count = (state: WebhookState) => rows.find((row) => row.state === state)?.count ?? 0;
    return { unmatched: count('unmatched'), unrecognised: count('unrecognised') };
  }
}

function toStoredWebhook(row: WebhookRow): StoredWebhook {
  const { transactionId, outcome, state, reason, body } = row;
  const receivedAt = new Date(row.receivedAt);
  return { id: String(row.id), transactionId, outcome, state, reason, body, receivedAt };
}
