import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { PaymentStatus } from '../../payments/payment.js';
import { SandboxStore } from '../../store/sandbox.store.js';
import { WebhookLog } from '../../webhooks/webhook.log.js';
import type { WebhookLogEntry, WebhookState } from '../../webhooks/webhook.js';

/** Which webhooks a list shows. */
export interface WebhookListFilter {
  readonly state?: WebhookState | undefined;
  /** Part of the transaction ID or of the event. */
  readonly search?: string | undefined;
  /** The webhook after which the list continues. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What the lists and the overview read besides payments. */
@Injectable()
export class ListQueries {
  constructor(
    private readonly log: WebhookLog,
    private readonly store: SandboxStore,
  ) {}

  /** How many payments have each status. */
  paymentCounts(): Promise<Readonly<Partial<Record<PaymentStatus, number>>>> {
    return this.#counts('payment', 'status');
  }

  /** How many webhooks are in each state. */
  webhookCounts(): Promise<Readonly<Partial<Record<WebhookState, number>>>> {
    return this.#counts('webhook', 'state');
  }

  /** A page of the webhook log, newest first. `next` is the `after` of the next page; null on the last one. */
  async webhooks({ state, search, after, limit }: WebhookListFilter) {
    let query = this.store.db
      .selectFrom('webhook')
      .select('id')
      .orderBy('seq', 'desc')
      .limit(limit + 1);
    if (state !== undefined) query = query.where('state', '=', state);
    if (search !== undefined) {
      const part = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      query = query.where(
        sql<boolean>`(transaction_id like ${part} escape '\\' or event like ${part} escape '\\')`,
      );
    }
    if (after !== undefined) {
      query = query.where('seq', '<', (row) =>
        row.selectFrom('webhook as from').select('from.seq').where('from.id', '=', after),
      );
    }
    const ids = (await query.execute()).map(({ id }) => id);
    const shown = ids.slice(0, limit);
    const webhooks: WebhookLogEntry[] = await Promise.all(shown.map((id) => this.log.entry(id)));
    return { webhooks, next: ids.length > limit ? (shown.at(-1) ?? null) : null };
  }

  async #counts(table: string, column: string): Promise<Readonly<Record<string, number>>> {
    const { rows } = await sql<{ readonly value: string; readonly count: number }>`
      select ${sql.ref(column)} as value, count(*) as count from ${sql.table(table)} group by value
    `.execute(this.store.db);
    return Object.fromEntries(rows.map(({ value, count }) => [value, count]));
  }
}
