import type { WebhookLogEntry, WebhookState } from '../../webhooks/webhook.js';
import { TRIGGER_PATH, VIEWS } from '../dashboard.path.js';
import { WEBHOOK_STATES } from '../frame/badges.js';
import { Empty, ListPage } from '../frame/lists.js';
import { Head } from '../frame/parts.js';
import { WebhookTable } from './webhook-table.js';

export interface WebhooksPageProps {
  readonly webhooks: readonly WebhookLogEntry[];
  readonly counts: Readonly<Partial<Record<WebhookState, number>>>;
  readonly state: WebhookState | null;
  readonly search: string;
  /** The webhook after which this page of the list starts; null on the first page. */
  readonly after: string | null;
  /** The webhook after which the next page starts; null on the last page. */
  readonly next: string | null;
}

/** The webhook log, searched and filtered. */
export function WebhooksPage({ webhooks, counts, state, ...list }: WebhooksPageProps) {
  const states = (Object.keys(WEBHOOK_STATES) as WebhookState[])
    .map((value) => ({ value, title: WEBHOOK_STATES[value], count: counts[value] ?? 0 }))
    .filter(({ value, count }) => value === state || count > 0);
  return (
    <ListPage
      head={
        <Head title="Webhooks">
          <a class="button" href={TRIGGER_PATH}>
            Trigger a webhook
          </a>
        </Head>
      }
      path={VIEWS.webhooks.path}
      filter="State"
      counts={Object.fromEntries(states.map(({ value, ...tab }) => [value, tab]))}
      chosen={state}
      searchLabel="Search webhooks"
      hint="Transaction or event"
      empty={
        <Empty title="No webhooks yet">
          <p>
            The sandbox sends one each time a payment is paid, declined or expires. Pay on a
            checkout page, or trigger a webhook to try your endpoint without a payment.
          </p>
          <p>
            <a href={TRIGGER_PATH}>Trigger a webhook</a> or{' '}
            <a href={VIEWS.overview.path}>see the first steps</a>
          </p>
        </Empty>
      }
      noMatch={
        <Empty title="No matching webhooks">
          <p>
            Search for part of a transaction ID or an event, or{' '}
            <a href={VIEWS.webhooks.path}>show all webhooks</a>.
          </p>
        </Empty>
      }
      {...list}
    >
      {webhooks.length === 0 ? null : <WebhookTable webhooks={webhooks} />}
    </ListPage>
  );
}
