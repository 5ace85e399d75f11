import { Facts } from '../../pages/facts.js';
import { sentBody } from '../../webhooks/webhook.body.js';
import type { WebhookAttempt, WebhookLogEntry } from '../../webhooks/webhook.js';
import { WEBHOOK_HEADERS } from '../../webhooks/webhook.sender.js';
import { TRIGGER_PATH, VIEWS, paymentPath, webhookPath, withQuery } from '../dashboard.path.js';
import { PostButton } from '../frame/actions.js';
import { Answer, WebhookBadge } from '../frame/badges.js';
import { Problem } from '../frame/form.js';
import { Code, Head, Moment } from '../frame/parts.js';

export interface WebhookPageProps {
  readonly webhook: WebhookLogEntry;
  /** The secret in its body, when somebody asks to see it; else null. */
  readonly secret: string | null;
  /** Whether its transaction is a payment of the sandbox. */
  readonly hasPayment: boolean;
}

/** A webhook of the log: what was sent, and the response to each attempt. */
export function WebhookPage(props: WebhookPageProps) {
  const { webhook, hasPayment } = props;
  const { id, event, transactionId, state, source, fault, createdAt } = webhook;
  const title = (
    <div class="title-line">
      <h1>{event}</h1>
      <WebhookBadge state={state} />
    </div>
  );
  return (
    <>
      <Head crumb={VIEWS.webhooks} title={title}>
        <div class="buttons">
          <PostButton action={`${webhookPath(id)}/resend`} look="button-primary">
            Resend
          </PostButton>
          <a
            class="button"
            href={withQuery(TRIGGER_PATH, { event, transaction_id: transactionId })}
          >
            Trigger another
          </a>
        </div>
      </Head>
      <Problem />
      <div class="columns">
        <div class="stack">
          <section class="panel">
            <h2>Attempts</h2>
            <Attempts webhook={webhook} />
          </section>
          <RequestPanel {...props} />
        </div>
        <section class="panel">
          <h2>Details</h2>
          <Facts
            facts={{
              Transaction: hasPayment ? (
                <a class="mono" href={paymentPath(transactionId)}>
                  {transactionId}
                </a>
              ) : (
                <span class="mono">{transactionId}</span>
              ),
              'Caused by':
                source === 'trigger' ? 'A trigger; no payment changed' : 'A change of the payment',
              Fault: fault?.replace('_', ' ') ?? null,
              Created: <Moment at={createdAt} />,
              'Webhook ID': <span class="mono">{id}</span>,
            }}
          />
        </section>
      </div>
    </>
  );
}

const REASONS: Readonly<Record<WebhookAttempt['reason'], string>> = {
  schedule: 'Scheduled',
  resend: 'Resent',
  trigger: 'Triggered',
};

function Attempts({ webhook }: Pick<WebhookPageProps, 'webhook'>) {
  const { attempts, nextAttemptAt } = webhook;
  if (attempts.length === 0) return <p class="soft">{whyUnsent(webhook)}</p>;
  return (
    <ol class="timeline">
      {attempts.map(({ reason, url, at, status, error, latencyMs, answer }, index) => (
        // Attempts are only ever added at the end, so their index identifies them.
        <li key={index} class={status !== null && status <= 299 ? '' : 'is-bad'}>
          <p class="timeline-line">
            <strong>
              {index + 1}. {REASONS[reason]}
            </strong>
            <Answer status={status} error={error} latencyMs={latencyMs} />
          </p>
          <p class="soft small">
            <Moment at={at} /> to <span class="mono">{url}</span>
          </p>
          {answer === '' ? null : (
            <details>
              <summary class="small">Response body</summary>
              <Code text={answer} wraps />
            </details>
          )}
        </li>
      ))}
      {nextAttemptAt === null ? null : (
        <li class="is-ahead">
          <p>
            Next attempt <Moment at={nextAttemptAt} />
          </p>
          <p class="soft small">
            <a href={VIEWS.clock.path}>Advance the clock</a> to make it now.
          </p>
        </li>
      )}
    </ol>
  );
}

function whyUnsent({ state, nextAttemptAt }: WebhookLogEntry): string {
  if (state === 'no_endpoint') {
    return 'Not sent, because no endpoint was set. Set one under API keys, then resend the webhook.';
  }
  if (state === 'dropped') return 'A fault dropped it before it was sent. You can still resend it.';
  return nextAttemptAt === null
    ? 'The first attempt is in progress.'
    : 'The first attempt has not been made yet.';
}

/** The request as it was sent. Its secret is shown only on demand. */
function RequestPanel({ webhook, secret }: WebhookPageProps) {
  const path = webhookPath(webhook.id);
  const body: unknown =
    secret === null
      ? webhook.body
      : JSON.parse(sentBody(JSON.stringify(webhook.body), secret).toString());
  const headers = Object.entries(WEBHOOK_HEADERS).map(([name, value]) => `${name}: ${value}`);
  const start = `POST ${webhook.attempts.at(-1)?.url ?? ''}`.trim();
  return (
    <section class="panel">
      <div class="panel-head">
        <h2>Request</h2>
        <a href={secret === null ? `${path}?reveal=secret` : path} data-swap>
          {secret === null ? 'Show secret' : 'Hide secret'}
        </a>
      </div>
      <Code text={[start, ...headers, '', JSON.stringify(body, null, 2)].join('\n')} wraps />
    </section>
  );
}
