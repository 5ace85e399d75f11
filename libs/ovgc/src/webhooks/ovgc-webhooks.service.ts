import { orLedgerUnavailable } from '../ledger/ledger.failure.js';
import type { Ledger } from '../ledger/ledger.js';
import type { EventRecord } from '../events/event.record.js';
import {
  WEBHOOK_STATES,
  type WebhookDecision,
  type WebhookState,
} from '../ledger/ledger.tables.js';
import type { UnitOfWork } from '../ledger/unit-of-work.js';
import { countWebhooks, selectWebhooks } from '../ledger/webhooks.queries.js';
import { OvgcWebhookNotFoundError } from '../ovgc.errors.js';
import { checkPage, cutPage, rowCursor } from '../pagination/page.js';
import type { Account } from '../payments/payment.js';
import { type StoredWebhook, toStoredWebhook } from './stored.webhook.js';
import { checkResolution, type ResolveWebhookOptions } from './webhook.resolution.js';
import { resolveWebhooks } from './webhook.resolver.js';

/** Which webhooks {@link OvgcWebhooksService.list} returns. */
export interface ListWebhooksOptions {
  /** `applied`, `unmatched`, `unrecognised` or `resolved`. */
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

/** What the service of an account works with. */
export interface WebhooksContext {
  readonly account: Account;
  readonly ledger: Pick<Ledger, 'reader'>;
  readonly unitOfWork: Pick<UnitOfWork<EventRecord>, 'run'>;
}

/** The webhooks of one account. Inject it to see those that moved nothing, and to decide them. */
export class OvgcWebhooksService {
  constructor(private readonly context: WebhooksContext) {}

  /**
   * Lists the webhooks in a state, newest first.
   *
   * @throws OvgcInvalidRequestError `invalid_request`: an unknown state, limit or cursor
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   * @example
   * const { webhooks } = await this.webhooks.list({ state: 'unmatched' });
   */
  async list(options: ListWebhooksOptions): Promise<WebhookPage> {
    const { account, ledger } = this.context;
    const { state } = options;
    const { limit, after } = checkPage(
      options,
      { name: 'state', asked: state, known: WEBHOOK_STATES },
      rowCursor,
    );
    const page = { state, limit: limit + 1, below: after };
    const rows = await orLedgerUnavailable(selectWebhooks(ledger.reader, account.name, page));
    const { shown, last } = cutPage(rows, limit);
    return { webhooks: shown.map(toStoredWebhook), nextCursor: last && String(last.id) };
  }

  /**
   * Counts the webhooks that moved nothing. A count that stays above zero needs attention.
   *
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   */
  async counts(): Promise<WebhookCounts> {
    const { account, ledger } = this.context;
    const rows = await orLedgerUnavailable(countWebhooks(ledger.reader, account.name));
    const count = (state: WebhookState) => rows.find((row) => row.state === state)?.count ?? 0;
    return { unmatched: count('unmatched'), unrecognised: count('unrecognised') };
  }

  /**
   * Decides a webhook that is unmatched or unrecognised, once. `succeeded` and `declined` are applied to the payment as
   * if the webhook had said so, with the same events; `ignored` moves nothing. Who decided it, when and why is stored:
   * see `resolution` of `list({ state: 'resolved' })`. Check the payment in the OVGC dashboard before.
   *
   * @param webhookId its `id`, as in `list`
   * @param decision what happened to the payment: `succeeded`, `declined`, or `ignored` if it is none of yours
   * @returns the webhook with its resolution
   * @throws OvgcInvalidRequestError `invalid_request`: an unknown decision, or a wrong option
   * @throws OvgcWebhookNotFoundError `webhook_not_found`: there is no webhook with this id
   * @throws OvgcWebhookAlreadyResolvedError `webhook_already_resolved`: somebody was faster; the first decision stays
   * @throws OvgcWebhookNotResolvableError `webhook_not_resolvable`: it was applied to its payment, or it names no payment
   *   and `orderUuid` is missing
   * @throws OvgcPaymentNotFoundError `payment_not_found`: the order has no payment
   * @throws OvgcWebhookContradictedError `webhook_contradicted`: the body says something else, or a success is to be ignored,
   *   and `force` is not set
   * @throws OvgcLedgerUnavailableError `ledger_unavailable`: the database failed
   * @example
   * await this.webhooks.resolve(webhookId, 'succeeded', {
   *   orderUuid: 'ORDER-2026-0001',
   *   by: user.email,
   *   note: 'Paid in the dashboard; the webhook had an unknown status.',
   * });
   */
  async resolve(
    webhookId: string,
    decision: WebhookDecision,
    options: ResolveWebhookOptions,
  ): Promise<StoredWebhook> {
    const asked = checkResolution(decision, options);
    const id = rowCursor(webhookId);
    if (id === null) throw new OvgcWebhookNotFoundError(webhookId);
    const resolved = await orLedgerUnavailable(
      this.context.unitOfWork.run(resolveWebhooks, { ...asked, id }),
    );
    if (resolved.kind === 'refused') throw resolved.error;
    return toStoredWebhook(resolved.webhook);
  }
}
