import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { SandboxStore } from '../../store/sandbox.store.js';
import type { WebhookSource, WebhookState } from '../../webhooks/webhook.js';

/** A webhook as a list shows it. */
export interface WebhookSummary {
  readonly id: string;
  readonly event: string;
  readonly transactionId: string;
  readonly source: WebhookSource;
  readonly state: WebhookState;
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly attempts: number;
  /** What came of the last attempt; null before the first. */
  readonly last: {
    readonly status: number | null;
    readonly error: string | null;
    readonly latencyMs: number;
  } | null;
}

/** Which webhooks a list shows. */
export interface WebhookListFilter {
  readonly state?: WebhookState | null;
  /** A part of the transaction id or of the event. */
  readonly search?: string;
  /** The webhook after which the list goes on. */
  readonly after?: string | null;
  readonly limit: number;
}

/** The webhook log as a list, newest first. */
@Injectable()
export class WebhookListQuery {
  constructor(private readonly store: SandboxStore) {}

  async list({ state, search, after, limit }: WebhookListFilter): Promise<WebhookSummary[]> {
    let query = this.store.db
      .selectFrom('webhook')
      .selectAll('webhook')
      .leftJoin(
        (attempts) =>
          attempts
            .selectFrom('webhookAttempt')
            .select((attempt) => [
              'webhookId',
              attempt.fn.countAll<number>().as('made'),
              attempt.fn.max('seq').as('lastSeq'),
            ])
            .groupBy('webhookId')
            .as('made'),
        (join) => join.onRef('made.webhookId', '=', 'webhook.id'),
      )
      .leftJoin('webhookAttempt as last', 'last.seq', 'made.lastSeq')
      .select(['made.made', 'last.status', 'last.error', 'last.latencyMs'])
      .orderBy('webhook.seq', 'desc')
      .limit(limit);
    if (state != null) query = query.where('webhook.state', '=', state);
    if (search !== undefined && search !== '') {
      const part = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      query = query.where(
        sql<boolean>`(webhook.transaction_id like ${part} escape '\\' or webhook.event like ${part} escape '\\')`,
      );
    }
    if (after != null) {
      query = query.where('webhook.seq', '<', (row) =>
        row.selectFrom('webhook as from').select('from.seq').where('from.id', '=', after),
      );
    }
    const rows = await query.execute();
    return rows.map((row) => ({
      id: row.id,
      event: row.event,
      transactionId: row.transactionId,
      source: row.source,
      state: row.state,
      fault: row.fault,
      createdAt: new Date(row.createdAt),
      nextAttemptAt: row.nextAttemptAt === null ? null : new Date(row.nextAttemptAt),
      attempts: row.made ?? 0,
      last:
        row.latencyMs === null
          ? null
          : { status: row.status, error: row.error, latencyMs: row.latencyMs },
    }));
  }

  /** How many webhooks stand where. */
  async counts(): Promise<Readonly<Partial<Record<WebhookState, number>>>> {
    const rows = await this.store.db
      .selectFrom('webhook')
      .select((row) => ['state', row.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }
}
