import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { webhookPath } from '../dashboard.path.js';
import { Answer, WebhookBadge, eventTone } from '../frame/badges.js';
import type { Column } from '../frame/lists.js';
import { Table } from '../frame/lists.js';
import { Ago } from '../frame/parts.js';

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
