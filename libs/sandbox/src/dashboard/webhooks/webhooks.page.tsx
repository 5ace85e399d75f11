import type { WebhookState } from '../../webhooks/webhook.js';
import { VIEWS, withQuery } from '../dashboard.path.js';
import { Empty } from '../frame/empty.js';
import { Paging } from '../frame/paging.js';
import { SearchForm } from '../frame/search-form.js';
import { WEBHOOK_STATES } from '../frame/status-badge.js';
import { Tabs } from '../frame/tabs.js';
import type { WebhookSummary } from './webhook-list.query.js';
import { WebhookTable } from './webhook-table.js';
import { TRIGGER_PATH } from './webhooks.path.js';

export interface WebhooksPageProps {
  readonly webhooks: readonly WebhookSummary[];
  readonly counts: Readonly<Partial<Record<WebhookState, number>>>;
  readonly state: WebhookState | null;
  readonly search: string;
  /** The webhook after which this page of the list begins; null on the first one. */
  readonly after: string | null;
  readonly hasMore: boolean;
  readonly now: Date;
}

/** The webhook log. */
export function WebhooksPage(props: WebhooksPageProps) {
  const { webhooks, counts, state, search, after, hasMore, now } = props;
  const address = (change: Readonly<Record<string, string | null>>) =>
    withQuery(VIEWS.webhooks.path, { state, search, ...change });
  const tabs = Object.entries(WEBHOOK_STATES).filter(
    ([value]) => value === state || (counts[value as WebhookState] ?? 0) > 0,
  );
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <div class="head">
        <h1>Webhooks</h1>
        <a class="button" href={TRIGGER_PATH}>
          Trigger a webhook
        </a>
      </div>
      {total === 0 ? (
        <NoWebhooks />
      ) : (
        <>
          <div class="filters">
            <Tabs
              label="State"
              tabs={[
                { text: `All ${total}`, href: address({ state: null }), current: state === null },
                ...tabs.map(([value, word]) => ({
                  text: `${word} ${counts[value as WebhookState] ?? 0}`,
                  href: address({ state: value }),
                  current: value === state,
                })),
              ]}
            />
            <SearchForm
              action={VIEWS.webhooks.path}
              label="Search webhooks"
              hint="Transaction or event"
              search={search}
              kept={{ state }}
            />
          </div>
          {webhooks.length === 0 ? (
            <Empty title="No webhook matches">
              <p>
                Search for a part of a transaction id, or{' '}
                <a href={VIEWS.webhooks.path}>show all webhooks</a>.
              </p>
            </Empty>
          ) : (
            <WebhookTable webhooks={webhooks} now={now} />
          )}
          <Paging
            first={after === null ? null : address({})}
            next={hasMore ? address({ after: webhooks.at(-1)?.id ?? null }) : null}
          />
        </>
      )}
    </>
  );
}

function NoWebhooks() {
  return (
    <Empty title="No webhook yet">
      <p>
        One leaves each time a payment is paid, declined or expires. Take a payment through its
        checkout page, or trigger a webhook to try your endpoint without one.
      </p>
      <p>
        <a href={TRIGGER_PATH}>Trigger a webhook</a> or{' '}
        <a href={VIEWS.overview.path}>see the first steps</a>
      </p>
    </Empty>
  );
}
