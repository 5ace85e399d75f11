import type { Transaction } from 'kysely';
import type { EventRecord } from '../events/event.record.js';
import type { LedgerTables } from '../ledger/ledger.tables.js';
import {
  isPayment,
  type PaymentRow,
  selectByTransactions,
  selectOrders,
} from '../ledger/payments.queries.js';
import { forEachInput, type OperationContext } from '../ledger/unit-of-work.js';
import { markResolved } from '../ledger/webhook.closing.queries.js';
import { selectWebhook, type WebhookRow } from '../ledger/webhooks.queries.js';
import {
  type OvgcError,
  OvgcPaymentNotFoundError,
  OvgcWebhookAlreadyResolvedError,
  OvgcWebhookContradictedError,
  OvgcWebhookNotFoundError,
  OvgcWebhookNotResolvableError,
} from '../ovgc.errors.js';
import { applyOutcomes } from '../transitions/transitions.js';
import { KnownOrders } from './webhook.match.js';
import { outcomesSaid, parseWebhook, type WebhookIdentity } from './webhook.parser.js';
import { type AskedResolution, contradiction, outcomeDecided } from './webhook.resolution.js';

/** What became of a decision. A refusal is an answer, not a failure: others share its transaction. */
export type ResolvedWebhook =
  | { readonly kind: 'resolved'; readonly webhook: WebhookRow }
  | { readonly kind: 'refused'; readonly error: OvgcError };

interface ResolutionInput extends AskedResolution {
  readonly id: number;
}

/** Stores what a person has decided about a webhook, once, and applies it as if the webhook had said it. */
export const resolveWebhooks = forEachInput<ResolutionInput, ResolvedWebhook, EventRecord>(
  async (trx, asked, context) => {
    const webhook = await selectWebhook(trx, context.account.name, asked.id);
    const refusal = webhook === undefined ? notFound(asked.id) : refusalOf(webhook);
    if (webhook === undefined || refusal !== null) return refused(refusal ?? notFound(asked.id));
    const body = JSON.parse(webhook.body) as Record<string, unknown>;
    const said = outcomesSaid(body);
    const { identity } = parseWebhook(body);
    const known = await selectKnown(trx, identity, asked, context);
    const named = known.named(identity).map(({ orderUuid }) => orderUuid);
    const problem = contradiction(asked, said, identity, named);
    if (problem !== null && !asked.force) {
      return refused(new OvgcWebhookContradictedError(String(asked.id), problem));
    }
    const outcome = outcomeDecided(asked.decision, said);
    const payment = outcome === null ? null : paymentOf(asked, identity, known);
    if (payment instanceof Error) return refused(payment);

    const columns = {
      decision: asked.decision,
      decidedOrder: payment?.orderUuid ?? null,
      decidedBy: asked.by,
      decidedNote: asked.note,
      decidedAt: context.now,
      forced: problem === null ? (0 as const) : (1 as const),
    };
    await markResolved(trx, webhook, columns);
    const outcomes =
      outcome === null || payment === null ? [] : [{ payment, outcome, at: webhook.receivedAt }];
    const events = await applyOutcomes(trx, outcomes, context);
    const resolved: WebhookRow = { ...webhook, ...columns, state: 'resolved' };
    return { output: { kind: 'resolved', webhook: resolved }, events };
  },
);

function refused(error: OvgcError): { readonly output: ResolvedWebhook } {
  return { output: { kind: 'refused', error } };
}

function notFound(id: number): OvgcError {
  return new OvgcWebhookNotFoundError(String(id));
}

/** Why there is nothing to decide; null when there is. */
function refusalOf({ id, state, decision, decidedBy, decidedAt }: WebhookRow): OvgcError | null {
  switch (state) {
    case 'unmatched':
    case 'unrecognised':
      return null;
    case 'resolved':
      return new OvgcWebhookAlreadyResolvedError(
        String(id),
        decision ?? '',
        decidedBy ?? '',
        new Date(decidedAt ?? 0),
      );
    case 'applied':
      return new OvgcWebhookNotResolvableError(
        String(id),
        'was already applied to its payment, so there is nothing to decide',
      );
  }
}

async function selectKnown(
  trx: Transaction<LedgerTables>,
  { transactionIds, otherIds, orderUuids }: WebhookIdentity,
  { orderUuid }: AskedResolution,
  { account }: OperationContext,
): Promise<KnownOrders> {
  const orders = orderUuid === null ? orderUuids : [...orderUuids, orderUuid];
  return new KnownOrders([
    ...(await selectByTransactions(trx, account.name, [...transactionIds, ...otherIds])),
    ...(await selectOrders(trx, account.name, orders)),
  ]);
}

function paymentOf(
  { id, orderUuid }: ResolutionInput,
  identity: WebhookIdentity,
  known: KnownOrders,
): PaymentRow | OvgcError {
  if (orderUuid !== null) {
    const order = known.order(orderUuid);
    return order !== undefined && isPayment(order)
      ? order
      : new OvgcPaymentNotFoundError(orderUuid);
  }
  const [order, ...others] = known.named(identity);
  if (order !== undefined && isPayment(order) && others.length === 0) return order;
  return new OvgcWebhookNotResolvableError(
    String(id),
    `${others.length > 0 ? 'names several orders' : 'names no payment of this account'}: pass the orderUuid that it belongs to`,
  );
}
