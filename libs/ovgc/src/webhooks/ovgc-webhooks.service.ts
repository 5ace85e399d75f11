import { reading } from '../ledger/ledger.failure.js';
import type { Ledger } from '../ledger/ledger.js';
import { WEBHOOK_STATES, type WebhookState } from '../ledger/ledger.tables.js';
import { countWebhooks, selectWebhooks, type WebhookRow } from '../ledger/webhooks.queries.js';
import { checkPage, cutPage } from '../pagination/page.js';
import { rowCursor } from '../pagination/page.js';
import type { Account } from '../payments/payment.js';

/** A webhook that was kept. Its copies are not. */
export interface KeptWebhook {
  readonly id: string;
  readonly transactionId: string;
  /** `succeeded`, `declined`, `expired`, `pending`; or why it was not recognised, and a digest of it. */
  readonly outcome: string;
  /** `applied`; `parked` until its transaction is known; `unrecognised`: contradictory, or a status nobody knows. */
  readonly state: WebhookState;
  /** The body as it came, without the secret: JSON. */
  readonly body: string;
  readonly receivedAt: Date;
}

/** Which webhooks {@link OvgcWebhooksService.list} answers. */
export interface ListWebhooksOptions {
  readonly state: WebhookState;
  /** How many at the most, 1 to 500. Default 50. */
  readonly limit?: number | undefined;
  /** Where the page before ended: its `nextCursor`. */
  readonly cursor?: string | undefined;
}

/** A page of webhooks, newest first. */
export interface WebhookPage {
  readonly webhooks: readonly KeptWebhook[];
  /** For the next page; null when this is the last one. */
  readonly nextCursor: string | null;
}

/** How many webhooks wait for somebody. */
export interface WebhookCounts {
  /** Their transactions are not known: a `succeeded` among them is somebody's money. */
  readonly parked: number;
  /** Contradictory, or of a status nobody knows. */
  readonly unrecognised: number;
}

/** The webhooks of one account: inject it to see what moved nothing. */
export class OvgcWebhooksService {
  constructor(
    private readonly account: Account,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Webhooks of a state, newest first. `limit` is 1 to 500, 50 unless given.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: a state, limit or cursor that can't be
   */
  async list(options: ListWebhooksOptions): Promise<WebhookPage> {
    const { state } = options;
    const { limit, after } = checkPage(
      options,
      { name: 'state', asked: state, known: WEBHOOK_STATES },
      rowCursor,
    );
    const page = { state, limit: limit + 1, below: after };
    const rows = await reading(selectWebhooks(this.ledger.reader, this.account.name, page));
    const { shown, last } = cutPage(rows, limit);
    return { webhooks: shown.map(toKept), nextCursor: last && String(last.id) };
  }

  /** How many wait for somebody. Above zero wants a person, once they stay. */
  async counts(): Promise<WebhookCounts> {
    const rows = await reading(countWebhooks(this.ledger.reader, this.account.name));
    const count = (state: WebhookState) => rows.find((row) => row.state === state)?.count ?? 0;
    return { parked: count('parked'), unrecognised: count('unrecognised') };
  }
}

function toKept(row: WebhookRow): KeptWebhook {
  const { transactionId, outcome, state, body } = row;
  const receivedAt = new Date(row.receivedAt);
  return { id: String(row.id), transactionId, outcome, state, body, receivedAt };
}
