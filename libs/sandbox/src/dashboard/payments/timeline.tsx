import type { PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import { webhookPath } from '../dashboard.path.js';
import { Moment } from '../frame/ago.js';
import { WebhookBadge } from '../frame/status-badge.js';
import { Answer } from '../webhooks/answer.js';
import { timelineWords } from './timeline.words.js';

/** What happened to a payment, oldest first. */
export function Timeline(props: {
  readonly entries: readonly PaymentTimelineEntry[];
  /** When its window ends, if that is still to come. */
  readonly endsAt: Date | null;
}) {
  const { entries, endsAt } = props;
  return (
    <ol class="timeline">
      {entries.map((entry, place) => (
        // Entries are only ever added at the end, so their place is their name.
        <Entry key={place} entry={entry} />
      ))}
      {endsAt === null ? null : (
        <li class="is-ahead">
          <p class="timeline-line">Checkout window ends</p>
          <p class="soft small">
            <Moment at={endsAt} />
          </p>
        </li>
      )}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: PaymentTimelineEntry }) {
  const { tone, title, detail } = timelineWords(entry);
  const { at } = entry;
  const webhook = entry.kind === 'webhook' ? entry.webhook : null;
  return (
    <li id={webhook?.id} class={`is-${tone}`}>
      <p class="timeline-line">
        <strong>{webhook === null ? title : <a href={webhookPath(webhook.id)}>{title}</a>}</strong>
        {webhook === null ? null : <WebhookBadge state={webhook.state} />}
      </p>
      <p class="soft small">
        <Moment at={at} />
        {detail === null ? null : `, ${detail}`}
      </p>
      {webhook === null ? null : (
        <>
          <ol class="attempts">
            {webhook.attempts.map((attempt, place) => (
              // Attempts are only ever added, so their place is their name.
              <li key={place}>
                <Answer {...attempt} />
                <Moment at={attempt.at} />
                {attempt.reason === 'resend' ? <span>sent again</span> : null}
              </li>
            ))}
          </ol>
          {webhook.nextAttemptAt === null ? null : (
            <p class="soft small">
              Next attempt <Moment at={webhook.nextAttemptAt} />
            </p>
          )}
          <form method="post" action={`${webhookPath(webhook.id)}/resend?back=payment`}>
            <button class="button button-small" aria-label={`Send ${title} again`}>
              Send again
            </button>
          </form>
        </>
      )}
    </li>
  );
}
