import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { SandboxStore } from '../../store/sandbox.store.js';
import { WebhookLog } from '../../webhooks/webhook.log.js';
import type { WebhookLogEntry, WebhookState } from '../../webhooks/webhook.js';

/** Which webhooks a list shows. */
export interface WebhookListFilter {
  readonly state?: WebhookState | null;
  /** Part of the transaction ID or of the event. */
  readonly search?: string;
  /** The webhook after which the list continues. */
  readonly after?: string | null;
  readonly limit: number;
}

/** The webhook log as a list, newest first. */
@Injectable()
export class WebhookListQuery {
  constructor(
    private readonly log: WebhookLog,
    private readonly store: SandboxStore,
  ) {}

  async list({ state, search, after, limit }: WebhookListFilter): Promise<WebhookLogEntry[]> {
    let query = this.store.db
      .selectFrom('webhook')
      .select('id')
      .orderBy('seq', 'desc')
      .limit(limit);
    if (state != null) query = query.where('state', '=', state);
    if (search !== undefined && search !== '') {
      const part = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
      query = query.where(
        sql<boolean>`(transaction_id like ${part} escape '\\' or event like ${part} escape '\\')`,
      );
    }
    if (after != null) {
      query = query.where('seq', '<', (row) =>
        row.selectFrom('webhook as from').select('from.seq').where('from.id', '=', after),
      );
    }
    const rows = await query.execute();
    return Promise.all(rows.map(({ id }) => this.log.entry(id)));
  }

  /** How many webhooks are in each state. */
  async counts(): Promise<Readonly<Partial<Record<WebhookState, number>>>> {
    const rows = await this.store.db
      .selectFrom('webhook')
      .select((row) => ['state', row.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }
}
