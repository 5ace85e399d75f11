import type { WebhookLogEntry, WebhookState } from '../../webhooks/webhook.js';
import { TRIGGER_PATH, VIEWS, webhookPath } from '../dashboard.path.js';
import { Answer, WEBHOOK_STATES, WebhookBadge, eventTone } from '../frame/badges.js';
import type { WebhookListFilter } from '../frame/list.queries.js';
import type { Column } from '../frame/lists.js';
import { ListPage, Table } from '../frame/lists.js';
import { Ago } from '../frame/parts.js';

export interface WebhooksPageProps {
  readonly webhooks: readonly WebhookLogEntry[];
  readonly filter: WebhookListFilter;
  readonly counts: Readonly<Partial<Record<WebhookState, number>>>;
  /** The webhook after which the next page starts; null on the last page. */
  readonly next: string | null;
}

/** The webhook log, searched and filtered. */
export function WebhooksPage({ webhooks, filter, counts, next }: WebhooksPageProps) {
  const { state, search, after } = filter;
  const tabs = WEBHOOK_STATES.map((each) => ({ ...each, count: counts[each.value] ?? 0 })).filter(
    ({ value, count }) => value === state || count > 0,
  );
  return (
    <ListPage
      view="webhooks"
      actions={
        <a class="button" href={TRIGGER_PATH}>
          Trigger a webhook
        </a>
      }
      filter="State"
      tabs={tabs}
      chosen={state}
      hint="Transaction or event"
      searchable="a transaction ID or an event"
      empty={
        <>
          <p>
            The sandbox sends one each time a payment is paid, declined or expires. Pay on a
            checkout page, or trigger a webhook to try your endpoint without a payment.
          </p>
          <p>
            <a href={TRIGGER_PATH}>Trigger a webhook</a> or{' '}
            <a href={VIEWS.overview.path}>see the first steps</a>
          </p>
        </>
      }
      {...{ search, after, next }}
    >
      {webhooks.length === 0 ? null : <WebhookTable webhooks={webhooks} />}
    </ListPage>
  );
}

const COLUMNS: readonly Column<WebhookLogEntry>[] = [
  {
    title: 'Event',
    isHeader: true,
    cell: ({ id, event, source }) => (
      <>
        <a class={`row-link tone-${eventTone(event)}`} href={webhookPath(id)}>
          {event}
        </a>
        {source === 'trigger' ? <span class="soft small"> triggered</span> : null}
      </>
    ),
  },
  { title: 'State', cell: ({ state }) => <WebhookBadge state={state} /> },
  {
    title: 'Transaction',
    class: 'wide',
    cell: ({ transactionId }) => <span class="mono">{transactionId}</span>,
  },
  {
    title: 'Last response',
    cell: ({ attempts }) => {
      const last = attempts.at(-1);
      return last === undefined ? <span class="soft">none yet</span> : <Answer {...last} />;
    },
  },
  {
    title: 'Attempts',
    class: 'number',
    cell: ({ attempts }) => (
      <>
        {attempts.length}
        <span class="unit"> {attempts.length === 1 ? 'attempt' : 'attempts'}</span>
      </>
    ),
  },
  { title: 'Created', class: 'last soft', cell: ({ createdAt }) => <Ago at={createdAt} /> },
];

/** Webhooks, newest first. Each row leads to its webhook. */
export function WebhookTable({ webhooks }: { readonly webhooks: readonly WebhookLogEntry[] }) {
  return <Table columns={COLUMNS} rows={webhooks} idOf={({ id }) => id} />;
}
