import { Injectable } from '@nestjs/common';
import type { Insertable, Selectable } from 'kysely';
import type { WebhookAttemptTable, WebhookTable } from '../store/sandbox.schema.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { checked } from '../validation/checked.js';
import type { WebhookAttempt, WebhookLogEntry } from './webhook.js';
import { WebhookLogFilter } from './webhook.filter.js';
import type { WebhookProgress } from './webhook.outcome.js';

export type WebhookRow = Selectable<WebhookTable>;

/** Every webhook with every attempt to deliver it. */
@Injectable()
export class WebhookLog {
  constructor(private readonly store: SandboxStore) {}

  /**
   * Newest first.
   *
   * @throws {SandboxRequestError} when the limit cannot be used.
   */
  async list(filter: WebhookLogFilter = {}): Promise<WebhookLogEntry[]> {
    const { limit = 50, transactionId } = checked(WebhookLogFilter, filter);
    let query = this.store.db.selectFrom('webhook').selectAll().orderBy('seq', 'desc').limit(limit);
    if (transactionId !== undefined) query = query.where('transaction_id', '=', transactionId);
    const rows = await query.execute();
    const attempts = await this.#attemptsOf(rows);
    return rows.map((row) =>
      entryOf(
        row,
        attempts.filter(({ webhook_id }) => webhook_id === row.id),
      ),
    );
  }

  /** A webhook that is known to be in the log. */
  async entry(id: string): Promise<WebhookLogEntry> {
    const row = await this.store.db
      .selectFrom('webhook')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return entryOf(row, await this.#attemptsOf([row]));
  }

  row(id: string): Promise<WebhookRow | undefined> {
    return this.store.db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** What is due, earliest first, but for those under way. */
  due(now: Date, limit: number, underWay: readonly string[]): Promise<WebhookRow[]> {
    return this.store.db
      .selectFrom('webhook')
      .selectAll()
      .where('next_attempt_at', '<=', now.getTime())
      .where('id', 'not in', underWay)
      .orderBy('next_attempt_at')
      .orderBy('seq')
      .limit(limit)
      .execute();
  }

  /** When the next attempt is due, but for those under way. */
  async nextAttemptAt(underWay: readonly string[]): Promise<Date | null> {
    const row = await this.store.db
      .selectFrom('webhook')
      .select('next_attempt_at')
      .where('next_attempt_at', 'is not', null)
      .where('id', 'not in', underWay)
      .orderBy('next_attempt_at')
      .limit(1)
      .executeTakeFirst();
    return row?.next_attempt_at == null ? null : new Date(row.next_attempt_at);
  }

  async add(row: Insertable<WebhookTable>): Promise<WebhookRow> {
    return this.store.db.insertInto('webhook').values(row).returningAll().executeTakeFirstOrThrow();
  }

  /** Writes attempts down and moves the webhook on from where it stands by now. */
  async record(
    id: string,
    attempts: readonly WebhookAttempt[],
    progress: (before: WebhookProgress) => WebhookProgress,
  ): Promise<WebhookProgress> {
    return this.store.db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('webhook')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const after = progress({
        state: row.state,
        attempts: row.attempts,
        nextAttemptAt: row.next_attempt_at === null ? null : new Date(row.next_attempt_at),
      });
      if (attempts.length > 0) {
        await trx
          .insertInto('webhook_attempt')
          .values(attempts.map((attempt) => attemptRow(id, attempt)))
          .execute();
      }
      await trx
        .updateTable('webhook')
        .set({
          state: after.state,
          attempts: after.attempts,
          next_attempt_at: after.nextAttemptAt?.getTime() ?? null,
        })
        .where('id', '=', id)
        .execute();
      return after;
    });
  }

  /** Makes due what was held back until a later webhook was sent. */
  async releaseHeldBefore({ seq }: WebhookRow, now: Date): Promise<void> {
    await this.store.db
      .updateTable('webhook')
      .set({ next_attempt_at: now.getTime() })
      .where('fault', '=', 'reorder')
      .where('attempts', '=', 0)
      .where('next_attempt_at', '>', now.getTime())
      .where('seq', '<', seq)
      .execute();
  }

  #attemptsOf(rows: readonly WebhookRow[]): Promise<Selectable<WebhookAttemptTable>[]> {
    const ids = rows.map(({ id }) => id);
    return this.store.db
      .selectFrom('webhook_attempt')
      .selectAll()
      .where('webhook_id', 'in', ids)
      .orderBy('seq')
      .execute();
  }
}

function entryOf(
  row: WebhookRow,
  attempts: readonly Selectable<WebhookAttemptTable>[],
): WebhookLogEntry {
  return {
    id: row.id,
    sellerId: row.seller_id,
    event: row.event,
    transactionId: row.transaction_id,
    source: row.source,
    state: row.state,
    fault: row.fault,
    body: JSON.parse(row.body) as Record<string, unknown>,
    createdAt: new Date(row.created_at),
    nextAttemptAt: row.next_attempt_at === null ? null : new Date(row.next_attempt_at),
    attempts: attempts.map((attempt) => ({
      reason: attempt.reason,
      url: attempt.url,
      at: new Date(attempt.at),
      status: attempt.status,
      error: attempt.error,
      latencyMs: attempt.latency_ms,
      answer: attempt.answer,
    })),
  };
}

function attemptRow(webhookId: string, attempt: WebhookAttempt): Insertable<WebhookAttemptTable> {
  return {
    webhook_id: webhookId,
    reason: attempt.reason,
    url: attempt.url,
    at: attempt.at.getTime(),
    status: attempt.status,
    error: attempt.error,
    latency_ms: attempt.latencyMs,
    answer: attempt.answer,
  };
}
