import { DECLINE_BUTTONS } from '../../checkout/forced-outcome.js';
import type { PaymentChange, PaymentTimelineEntry } from '../../payments/payment.timeline.js';
import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { webhookPath } from '../dashboard.path.js';
import { PostButton } from '../frame/actions.js';
import type { Tone } from '../frame/badges.js';
import { Answer, WebhookBadge, eventTone } from '../frame/badges.js';
import { Moment } from '../frame/parts.js';

/** What happened to a payment, oldest first. */
export function Timeline(props: {
  readonly entries: readonly PaymentTimelineEntry[];
  /** When its window ends, if it is open. */
  readonly endsAt: Date | null;
}) {
  const { entries, endsAt } = props;
  return (
    <ol class="timeline">
      {entries.map((entry, index) => (
        // Entries are only ever added at the end, so their index identifies them.
        <Entry key={index} entry={entry} />
      ))}
      {endsAt === null ? null : (
        <li class="is-ahead">
          <p>Checkout window ends</p>
          <p class="soft small">
            <Moment at={endsAt} />
          </p>
        </li>
      )}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: PaymentTimelineEntry }) {
  const { tone, title, detail } = describe(entry);
  const webhook = entry.kind === 'webhook' ? entry.webhook : null;
  return (
    <li id={webhook?.id} class={`is-${tone}`}>
      <p class="timeline-line">
        <strong>{webhook === null ? title : <a href={webhookPath(webhook.id)}>{title}</a>}</strong>
        {webhook === null ? null : <WebhookBadge state={webhook.state} />}
      </p>
      <p class="soft small">
        <Moment at={entry.at} />
        {detail === null ? null : `, ${detail}`}
      </p>
      {webhook === null ? null : <Attempts webhook={webhook} />}
    </li>
  );
}

function Attempts({ webhook }: { readonly webhook: WebhookLogEntry }) {
  const { id, event, attempts, nextAttemptAt } = webhook;
  return (
    <>
      <ol class="attempts">
        {attempts.map((attempt, index) => (
          <li key={index}>
            <Answer {...attempt} />
            <Moment at={attempt.at} />
            {attempt.reason === 'resend' ? <span>resent</span> : null}
          </li>
        ))}
      </ol>
      {nextAttemptAt === null ? null : (
        <p class="soft small">
          Next attempt <Moment at={nextAttemptAt} />
        </p>
      )}
      <PostButton
        action={`${webhookPath(id)}/resend?back=payment`}
        look="button-small"
        label={`Resend ${event}`}
      >
        Resend
      </PostButton>
    </>
  );
}

interface Description {
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string | null;
}

function describe(entry: PaymentTimelineEntry): Description {
  if (entry.kind === 'created') return { tone: 'quiet', title: 'Created', detail: null };
  if (entry.kind === 'changed') return describeChange(entry);
  const { event, source, fault } = entry.webhook;
  const faultName = fault === null ? null : `fault: ${fault.replaceAll('_', ' ')}`;
  return {
    tone: eventTone(event),
    title: event,
    detail: source === 'trigger' ? 'triggered' : faultName,
  };
}

function describeChange({ status, closed, declineReason, card }: PaymentChange): Description {
  const cardName = card === null ? null : `${card.brand} ending in ${card.lastFour}`;
  if (status === 'Paid') return { tone: 'good', title: 'Paid', detail: cardName };
  if (status === 'Expired') {
    return { tone: 'quiet', title: 'Expired', detail: 'the checkout window ended' };
  }
  if (closed === 'cancelled') {
    return { tone: 'bad', title: 'Cancelled', detail: 'by the customer' };
  }
  const reason = DECLINE_BUTTONS.find(({ value }) => value === declineReason)?.label;
  const detail = [cardName, reason].filter(Boolean).join(': ');
  return { tone: 'bad', title: status, detail: detail || null };
}
