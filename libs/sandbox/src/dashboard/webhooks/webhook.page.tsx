import type { WebhookAttempt, WebhookLogEntry } from '../../webhooks/webhook.js';
import { VIEWS, paymentPath, webhookPath, withQuery } from '../dashboard.path.js';
import { Moment } from '../frame/ago.js';
import { Problem } from '../frame/problem.js';
import { WebhookBadge } from '../frame/status-badge.js';
import { Answer } from './answer.js';
import { RequestPanel } from './request-panel.js';
import { TRIGGER_PATH } from './webhooks.path.js';

export interface WebhookPageProps {
  readonly webhook: WebhookLogEntry;
  /** The secret that its body carries, when somebody asks to see it; else null. */
  readonly secret: string | null;
  /** Whether its transaction is a payment of the sandbox. */
  readonly hasPayment: boolean;
  readonly problem: string | null;
}

/** A webhook of the log: what was sent, and what each attempt was answered. */
export function WebhookPage({ webhook, secret, hasPayment, problem }: WebhookPageProps) {
  const { id, event, transactionId, state, attempts, nextAttemptAt } = webhook;
  return (
    <>
      <p class="crumb">
        <a href={VIEWS.webhooks.path}>Webhooks</a>
      </p>
      <div class="head">
        <div class="title-line">
          <h1>{event}</h1>
          <WebhookBadge state={state} />
        </div>
        <div class="buttons">
          <form method="post" action={`${webhookPath(id)}/resend`}>
            <button class="button button-primary">Send again</button>
          </form>
          <a
            class="button"
            href={withQuery(TRIGGER_PATH, { event, transaction_id: transactionId })}
          >
            Trigger another
          </a>
        </div>
      </div>
      <Problem text={problem} />
      <div class="columns">
        <div class="stack">
          <section class="panel">
            <h2>Attempts</h2>
            {attempts.length === 0 ? (
              <p class="soft">{withoutAttempts(webhook)}</p>
            ) : (
              <ol class="timeline">
                {attempts.map((attempt, at) => (
                  // Attempts are only ever added, so their place is their name.
                  <Attempt key={at} number={at + 1} attempt={attempt} />
                ))}
                {nextAttemptAt === null ? null : (
                  <li class="is-ahead">
                    <p class="timeline-line">
                      Next attempt <Moment at={nextAttemptAt} />
                    </p>
                    <p class="soft small">
                      <a href={VIEWS.clock.path}>Advance the clock</a> to have it made now.
                    </p>
                  </li>
                )}
              </ol>
            )}
          </section>
          <RequestPanel webhook={webhook} secret={secret} />
        </div>
        <Facts webhook={webhook} hasPayment={hasPayment} />
      </div>
    </>
  );
}

function Facts({ webhook, hasPayment }: Pick<WebhookPageProps, 'webhook' | 'hasPayment'>) {
  const { id, transactionId, source, fault, createdAt } = webhook;
  return (
    <section class="panel" aria-label="About this webhook">
      <dl class="facts">
        <div>
          <dt>Transaction</dt>
          <dd class="mono">
            {hasPayment ? <a href={paymentPath(transactionId)}>{transactionId}</a> : transactionId}
          </dd>
        </div>
        <div>
          <dt>Caused by</dt>
          <dd>
            {source === 'trigger' ? 'A trigger; no payment changed' : 'A change of the payment'}
          </dd>
        </div>
        {fault === null ? null : (
          <div>
            <dt>Fault</dt>
            <dd>{fault.replace('_', ' ')}</dd>
          </div>
        )}
        <div>
          <dt>Created</dt>
          <dd>
            <Moment at={createdAt} />
          </dd>
        </div>
        <div>
          <dt>Id in the log</dt>
          <dd class="mono">{id}</dd>
        </div>
      </dl>
    </section>
  );
}

function Attempt({
  number,
  attempt,
}: {
  readonly number: number;
  readonly attempt: WebhookAttempt;
}) {
  const { reason, url, at, status, answer } = attempt;
  const isGood = status !== null && status >= 200 && status <= 299;
  return (
    <li class={isGood ? 'is-good' : 'is-bad'}>
      <p class="timeline-line">
        <strong>
          {number}. {REASONS[reason]}
        </strong>
        <Answer {...attempt} />
      </p>
      <p class="soft small">
        <Moment at={at} /> to <span class="mono">{url}</span>
      </p>
      {answer === '' ? null : (
        <details>
          <summary class="small">Answer’s body</summary>
          <div class="code">
            <pre class="wrapped" tabIndex={0}>
              {answer}
            </pre>
          </div>
        </details>
      )}
    </li>
  );
}

const REASONS: Readonly<Record<WebhookAttempt['reason'], string>> = {
  schedule: 'By schedule',
  resend: 'Sent again',
  trigger: 'Triggered',
};

function withoutAttempts({ state, nextAttemptAt }: WebhookLogEntry): string {
  if (state === 'no_endpoint') {
    return 'It never left: no endpoint was set. Set one under API keys, then send it again.';
  }
  if (state === 'dropped')
    return 'A fault lost it on the way. Send it again to let it arrive after all.';
  return nextAttemptAt === null
    ? 'The first attempt is under way.'
    : 'The first attempt is still to come.';
}
