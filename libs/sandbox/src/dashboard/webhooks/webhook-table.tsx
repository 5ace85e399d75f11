import { Ago } from '../frame/ago.js';
import { WebhookBadge } from '../frame/status-badge.js';
import { webhookPath } from '../dashboard.path.js';
import type { WebhookSummary } from './webhook-list.query.js';
import { Answer } from './answer.js';

/** Webhooks, newest first; each row leads to its webhook. */
export function WebhookTable(props: {
  readonly webhooks: readonly WebhookSummary[];
  readonly now: Date;
}) {
  const { webhooks, now } = props;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Event</th>
          <th scope="col">Transaction</th>
          <th scope="col">Last answer</th>
          <th scope="col" class="number">
            Attempts
          </th>
          <th scope="col">Sent</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <Row key={webhook.id} webhook={webhook} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ webhook, now }: { readonly webhook: WebhookSummary; readonly now: Date }) {
  const { id, state, event, source, transactionId, last, attempts, createdAt } = webhook;
  return (
    <tr id={id}>
      <td>
        <WebhookBadge state={state} />
      </td>
      <th scope="row">
        <a class="row-link" href={webhookPath(id)}>
          {event}
        </a>
        {source === 'trigger' ? <span class="soft small"> triggered</span> : null}
      </th>
      <td class="mono wide">{transactionId}</td>
      <td>{last === null ? <span class="soft">none yet</span> : <Answer {...last} />}</td>
      <td class="number">
        {attempts}
        <span class="unit"> {attempts === 1 ? 'attempt' : 'attempts'}</span>
      </td>
      <td class="last">
        <Ago at={createdAt} now={now} />
      </td>
    </tr>
  );
}
