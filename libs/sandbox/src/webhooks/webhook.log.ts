import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { WebhookTable } from '../store/sandbox.schema.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { toStored, fromStored } from '../store/stored.js';
import { checked } from '../validation/checked.js';
import { IsLimit, IsText, Optional } from '../validation/rules.js';
import type { WebhookAttempt, WebhookLogEntry } from './webhook.js';
import type { WebhookProgress } from './webhook.progress.js';

export type WebhookRow = Selectable<WebhookTable>;

/** Which entries of the webhook log to read. */
export class WebhookLogFilter {
  /**
   * How many to return at most.
   *
   * @default 50
   */
  @Optional()
  @IsLimit()
  readonly limit?: number | undefined;

  /** Only webhooks of this payment. */
  @Optional()
  @IsText()
  readonly transactionId?: string | undefined;
}

/** A webhook that is about to be logged. */
type NewWebhook = Omit<WebhookLogEntry, 'id' | 'body' | 'attempts'> & Pick<WebhookRow, 'body'>;

/** Every webhook with every attempt to deliver it. */
@Injectable()
export class WebhookLog {
  constructor(private readonly store: SandboxStore) {}

  /**
   * Newest first.
   *
   * @throws {SandboxRequestError} when the limit is not a whole number from 1 to 1,000.
   */
  async list(filter: WebhookLogFilter = {}): Promise<WebhookLogEntry[]> {
    const { limit = 50, transactionId } = checked(WebhookLogFilter, filter);
    let query = this.store.db.selectFrom('webhook').selectAll().orderBy('seq', 'desc').limit(limit);
    if (transactionId !== undefined) query = query.where('transactionId', '=', transactionId);
    return this.#entries(await query.execute());
  }

  /** @throws when the log has no such webhook. */
  async entry(id: string): Promise<WebhookLogEntry> {
    const query = this.store.db.selectFrom('webhook').selectAll().where('id', '=', id);
    const [entry] = await this.#entries([await query.executeTakeFirstOrThrow()]);
    return entry as WebhookLogEntry;
  }

  row(id: string): Promise<WebhookRow | undefined> {
    return this.store.db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
  }

  /** What is due, earliest first, except for some webhooks. */
  due(now: Date, limit: number, except: readonly string[]): Promise<WebhookRow[]> {
    return this.store.db
      .selectFrom('webhook')
      .selectAll()
      .where('nextAttemptAt', '<=', now.getTime())
      .where('id', 'not in', except)
      .orderBy('nextAttemptAt')
      .orderBy('seq')
      .limit(limit)
      .execute();
  }

  /** When the next attempt is due, except for some webhooks. */
  async nextAttemptAt(except: readonly string[]): Promise<Date | null> {
    const { time } = await this.store.db
      .selectFrom('webhook')
      .select((webhook) => webhook.fn.min<number | null>('nextAttemptAt').as('time'))
      .where('nextAttemptAt', 'is not', null)
      .where('id', 'not in', except)
      .executeTakeFirstOrThrow();
    return time === null ? null : new Date(time);
  }

  /** Adds a webhook, if wanted in a transaction of its payment. */
  add(webhook: NewWebhook, db: SandboxConnection = this.store.db): Promise<WebhookRow> {
    // The gateway's webhooks have no id of their own.
    const row = { id: `webhook_${randomUUID()}`, attempts: 0, ...toStored(webhook) };
    return db.insertInto('webhook').values(row).returningAll().executeTakeFirstOrThrow();
  }

  /** Records attempts and the webhook's progress, decided from what it is by now. */
  async record(
    id: string,
    attempts: readonly WebhookAttempt[],
    progress: (before: WebhookProgress) => WebhookProgress,
  ): Promise<WebhookProgress> {
    return this.store.db.transaction().execute(async (trx) => {
      const before = await trx
        .selectFrom('webhook')
        .select(['state', 'attempts', 'nextAttemptAt'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const after = progress(fromStored(before, 'nextAttemptAt'));
      for (const attempt of attempts) {
        const row = { ...toStored(attempt), webhookId: id };
        await trx.insertInto('webhookAttempt').values(row).execute();
      }
      await trx.updateTable('webhook').set(toStored(after)).where('id', '=', id).execute();
      return after;
    });
  }

  /** Makes webhooks due that were held back until a later one was sent. */
  async releaseHeldBefore({ seq }: WebhookRow, now: Date): Promise<void> {
    await this.store.db
      .updateTable('webhook')
      .set({ nextAttemptAt: now.getTime() })
      .where('fault', '=', 'reorder')
      .where('attempts', '=', 0)
      .where('nextAttemptAt', '>', now.getTime())
      .where('seq', '<', seq)
      .execute();
  }

  async #entries(rows: readonly WebhookRow[]): Promise<WebhookLogEntry[]> {
    const ids = rows.map(({ id }) => id);
    const attempts = await this.store.db
      .selectFrom('webhookAttempt')
      .selectAll()
      .where('webhookId', 'in', ids)
      .orderBy('seq')
      .execute();
    return rows.map((row) => ({
      ...fromStored(row, 'createdAt', 'nextAttemptAt'),
      body: JSON.parse(row.body) as Record<string, unknown>,
      attempts: attempts.flatMap(({ webhookId, ...attempt }): WebhookAttempt[] =>
        webhookId === row.id ? [fromStored(attempt, 'at')] : [],
      ),
    }));
  }
}
