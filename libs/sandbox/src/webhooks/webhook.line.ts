import type { WebhookAttempt } from './webhook.js';
import type { WebhookProgress } from './webhook.outcome.js';

/** An attempt as one line for people: what was sent, what came of it, and what is next. */
export function webhookLine(
  webhook: { readonly event: string; readonly transaction_id: string },
  attempt: WebhookAttempt,
  after: WebhookProgress,
): string {
  const answer = attempt.status === null ? attempt.error : `${attempt.status}`;
  const next =
    after.nextAttemptAt !== null
      ? `; next try ${after.nextAttemptAt.toISOString().slice(0, 19)}Z`
      : after.state === 'failed' && attempt.reason === 'schedule'
        ? '; given up'
        : '';
  const reason = attempt.reason === 'schedule' ? '' : ` (${attempt.reason})`;
  return `${webhook.event} ${webhook.transaction_id}${reason} to ${attempt.url}: ${answer} in ${attempt.latencyMs} ms${next}`;
}
