import { createHash } from 'node:crypto';
import type { Insertable, Transaction } from 'kysely';
import type { EventRecord } from '../events/event.record.js';
import type { LedgerTables, WebhookTable } from '../ledger/ledger.tables.js';
import { selectByTransactions, selectOrders } from '../ledger/payments.queries.js';
import type { Operation, OperationContext } from '../ledger/unit-of-work.js';
import { duplicateKeyOf } from '../ledger/webhook.closing.queries.js';
import {
  countOpenWebhooks,
  deleteWebhooks,
  insertCandidates,
  insertWebhooks,
} from '../ledger/webhooks.queries.js';
import type { StatedOutcome } from '../payments/payment.outcome.js';
import type { PaymentOutcome } from '../transitions/payment.changes.js';
import { applyOutcomes } from '../transitions/transitions.js';
import { KnownOrders, type WebhookMatch } from './webhook.match.js';
import type { ParsedWebhook, WebhookProblem } from './webhook.parser.js';

/** A webhook with a right secret. */
export interface ReceivedWebhook extends ParsedWebhook {
  /** The body without secrets. JSON. */
  readonly body: string;
  /** The same in short, for as long as the webhook is open. JSON. */
  readonly shortBody: string;
  /** How many open webhooks the account may have. */
  readonly maxOpen: number;
}

/** What became of a webhook. */
export interface RecordedWebhook {
  /** Its id in the ledger; null for a copy of one that was stored before, and for one that was not stored. */
  readonly id: number | null;
  /** Whether it was not stored, since it would be open, and the account has too many that are. */
  readonly isRefused: boolean;
  readonly transactionId: string | null;
  /** Why it was not recognised; null when it was. */
  readonly problem: WebhookProblem | null;
}

/** What a webhook comes to, given what the ledger knows. */
interface Decision {
  readonly row: Insertable<WebhookTable>;
  /** What an unmatched webhook waits for. */
  readonly candidates: Extract<WebhookMatch, { kind: 'unmatched' }>['candidates'];
  /** What it says of the payment that it belongs to. */
  readonly outcome: PaymentOutcome | null;
  readonly problem: WebhookProblem | null;
}

/** Stores webhooks, matches them with their payments, and applies what they say, all in one transaction. */
export const recordWebhooks: Operation<ReceivedWebhook, RecordedWebhook, EventRecord> = async (
  trx,
  webhooks,
  context,
) => {
  const known = await selectKnown(trx, webhooks, context);
  const decisions = webhooks.map((webhook) => decide(webhook, known, context));
  const inserted = await insertWebhooks(
    trx,
    decisions.map(({ row }) => row),
  );
  const newIds = new Map(inserted.map(({ duplicateKey, id }) => [duplicateKey, id]));
  const refused = await refuseTooMany(trx, decisions, newIds, { webhooks, context });
  const ids = decisions.map(({ row: { duplicateKey } }) => {
    const id = newIds.get(duplicateKey) ?? null;
    // Of copies that came together, only the first is new.
    newIds.delete(duplicateKey);
    return id;
  });
  const fresh = decisions.flatMap((decision, i) => {
    const id = ids[i] ?? null;
    return id === null ? [] : [{ ...decision, id }];
  });
  await insertCandidates(
    trx,
    fresh.flatMap(({ id, row: { account }, candidates }) =>
      candidates.map((candidate) => ({ webhookId: id, account, ...candidate })),
    ),
  );
  const events = await applyOutcomes(
    trx,
    fresh.flatMap(({ outcome }) => outcome ?? []),
    context,
  );
  const outputs = decisions.map(({ row: { transactionId = null, duplicateKey }, problem }, i) => ({
    id: ids[i] ?? null,
    isRefused: refused.has(duplicateKey),
    transactionId,
    problem,
  }));
  return { outputs, events };
};

/**
 * Takes the last of the new open webhooks out again when the account has too many, and returns their keys. Copies of
 * what is stored are answered as always.
 */
async function refuseTooMany(
  trx: Transaction<LedgerTables>,
  decisions: readonly Decision[],
  newIds: Map<string, number>,
  { webhooks, context }: { webhooks: readonly ReceivedWebhook[]; context: OperationContext },
): Promise<ReadonlySet<string>> {
  const open = new Set(
    decisions
      .filter(({ row: { state, duplicateKey } }) => state !== 'applied' && newIds.has(duplicateKey))
      .map(({ row: { duplicateKey } }) => duplicateKey),
  );
  const [webhook] = webhooks;
  if (open.size === 0 || webhook === undefined) return new Set();
  const tooMany = (await countOpenWebhooks(trx, context.account.name)) - webhook.maxOpen;
  const refused = tooMany <= 0 ? [] : [...open].slice(-tooMany);
  await deleteWebhooks(
    trx,
    refused.flatMap((key) => newIds.get(key) ?? []),
  );
  refused.forEach((key) => newIds.delete(key));
  return new Set(refused);
}

async function selectKnown(
  trx: Transaction<LedgerTables>,
  webhooks: readonly ReceivedWebhook[],
  { account }: OperationContext,
): Promise<KnownOrders> {
  const ids = new Set<string>();
  const orders = new Set<string>();
  for (const { identity } of webhooks) {
    for (const id of identity.transactionIds) ids.add(id);
    for (const id of identity.otherIds) ids.add(id);
    for (const order of identity.orderUuids) orders.add(order);
  }
  const rows = ids.size === 0 ? [] : await selectByTransactions(trx, account.name, [...ids]);
  // The documented webhook names no order.
  if (orders.size === 0) return new KnownOrders(rows);
  return new KnownOrders([...rows, ...(await selectOrders(trx, account.name, [...orders]))]);
}

function decide(
  { identity, statement, body, shortBody }: ReceivedWebhook,
  known: KnownOrders,
  { account, now }: OperationContext,
): Decision {
  const match = known.match(identity);
  const payment = match.kind === 'payment' ? match.payment : null;
  const transactionId = payment?.transactionId ?? identity.transactionIds[0] ?? null;
  const common = { account: account.name, transactionId, receivedAt: now };
  const outcome = outcomeOrProblem(statement, match);
  if (typeof outcome === 'object') {
    const problem = outcome;
    // Nobody knows what it means, so only the same body again is a copy of it.
    const duplicateKey = createHash('sha256').update(body).digest('hex');
    const { reason } = problem;
    return {
      row: {
        ...common,
        duplicateKey,
        outcome: 'unrecognised',
        state: 'unrecognised',
        reason,
        body: shortBody,
      },
      candidates: [],
      outcome: null,
      problem,
    };
  }
  const duplicateKey = duplicateKeyOf(payment?.transactionId ?? waitsFor(match), outcome);
  const movesNothing = outcome === 'pending';
  const state = payment !== null || movesNothing ? 'applied' : 'unmatched';
  return {
    row: { ...common, duplicateKey, outcome, state, body: payment === null ? shortBody : body },
    candidates: match.kind === 'unmatched' && !movesNothing ? match.candidates : [],
    outcome: payment === null || movesNothing ? null : { payment, outcome, at: now },
    problem: null,
  };
}

function outcomeOrProblem(
  statement: ParsedWebhook['statement'],
  match: WebhookMatch,
): StatedOutcome | WebhookProblem {
  if (statement.kind === 'unrecognised') return statement.problem;
  return match.kind === 'unrecognised' ? match.problem : statement.outcome;
}

/** All ids that an unmatched webhook waits for: webhooks of two payments may share some of them. */
function waitsFor(match: WebhookMatch): string {
  if (match.kind !== 'unmatched') return '';
  return match.candidates
    .map(({ kind, value }) => (kind === 'order' ? JSON.stringify(value) : value))
    .join(' ');
}
