import type { WebhookState } from '../../webhooks/webhook.js';
import { TRIGGER_PATH, VIEWS, withQuery } from '../dashboard.path.js';
import { WEBHOOK_STATES } from '../frame/badges.js';
import { Empty, Filters, Paging } from '../frame/lists.js';
import { Head } from '../frame/parts.js';
import type { WebhookSummary } from './webhook-list.query.js';
import { WebhookTable } from './webhook-table.js';

export interface WebhooksPageProps {
  readonly webhooks: readonly WebhookSummary[];
  readonly counts: Readonly<Partial<Record<WebhookState, number>>>;
  readonly state: WebhookState | null;
  readonly search: string;
  /** The webhook after which this page of the list starts; null on the first page. */
  readonly after: string | null;
  readonly hasMore: boolean;
}

/** The webhook log, searched and filtered. */
export function WebhooksPage(props: WebhooksPageProps) {
  const { webhooks, counts, state, search, after, hasMore } = props;
  const address = (change: Readonly<Record<string, string | null>>) =>
    withQuery(VIEWS.webhooks.path, { state, search, ...change });
  const countOf = (value: string) => counts[value as WebhookState] ?? 0;
  const states = Object.entries(WEBHOOK_STATES).filter(
    ([value]) => value === state || countOf(value) > 0,
  );
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const head = (
    <Head title="Webhooks">
      <a class="button" href={TRIGGER_PATH}>
        Trigger a webhook
      </a>
    </Head>
  );
  if (total === 0) {
    return (
      <>
        {head}
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
      </>
    );
  }
  return (
    <>
      {head}
      <Filters
        label="State"
        tabs={[
          { text: `All ${total}`, href: address({ state: null }), current: state === null },
          ...states.map(([value, word]) => ({
            text: `${word} ${countOf(value)}`,
            href: address({ state: value }),
            current: value === state,
          })),
        ]}
        action={VIEWS.webhooks.path}
        searchLabel="Search webhooks"
        hint="Transaction or event"
        search={search}
        kept={{ state }}
      />
      {webhooks.length === 0 ? (
        <Empty title="No matching webhooks">
          <p>
            Search for part of a transaction ID or an event, or{' '}
            <a href={VIEWS.webhooks.path}>show all webhooks</a>.
          </p>
        </Empty>
      ) : (
        <WebhookTable webhooks={webhooks} />
      )}
      <Paging
        first={after === null ? null : address({})}
        next={hasMore ? address({ after: webhooks.at(-1)?.id ?? null }) : null}
      />
    </>
  );
}
