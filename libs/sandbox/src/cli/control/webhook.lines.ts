import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import type { Json } from './json.js';
import { tableLines, timeText } from './table.js';

type Entry = Json<WebhookLogEntry>;

/** A webhook that was just sent, with what the endpoint answered. */
export function sentLines({ event, transactionId, attempts }: Entry): string[] {
  const attempt = attempts.at(-1);
  if (attempt === undefined) return [];
  const { url, latencyMs, answer } = attempt;
  return [
    `${event} ${transactionId} to ${url}: ${answerOf(attempt)} in ${latencyMs} ms`,
    ...(answer.trim() === '' ? [] : [answer.trim()]),
  ];
}

/** The webhook log, newest first. */
export function logLines(entries: readonly Entry[]): string[] {
  if (entries.length === 0)
    return ['No webhook yet: one leaves when a payment changes its status.'];
  return tableLines(
    ['TIME', 'STATE', 'EVENT', 'TRANSACTION', 'TRIES', 'LAST ANSWER', 'ID'],
    entries.map(({ id, event, transactionId, state, createdAt, attempts }) => {
      const last = attempts.at(-1);
      return [
        timeText(createdAt),
        state,
        event,
        transactionId,
        String(attempts.length),
        last === undefined ? '' : answerOf(last),
        id,
      ];
    }),
  );
}

/** What the endpoint answered, or why it did not. */
export function answerOf({ status, error }: Entry['attempts'][number]): string {
  return status === null ? (error ?? 'no answer') : String(status);
}
