import type { Command } from 'commander';
import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import type { Shell } from '../shell.js';
import { CommandError } from '../shell.js';
import type { ControlClient, Json } from './control.client.js';
import { addControlCommand, fieldValue, listValue } from './control.command.js';
import { answerText, tableLines, timeText } from './lines.js';

type Entry = Json<WebhookLogEntry>;

/** `trigger`, `resend` and `webhooks`. */
export function addWebhookCommands(program: Command, shell: Shell): void {
  addControlCommand<WebhookLogEntry>(program, shell, {
    usage: 'trigger <event>',
    description: 'send a webhook now; no payment changes',
    options: [
      ['--transaction <id>', "a payment's transaction, or a made-up one (default: made up)"],
      ['--order <id>', "a payment's order, instead of its transaction"],
      ['--set <field=value>', 'set a field, such as success=false; repeatable', fieldValue],
      ['--omit <field>', 'leave a field out; repeatable', listValue],
    ],
    request: ([event], { transaction, order, set = {}, omit = [] }) => ({
      method: 'POST',
      path: 'trigger',
      body: { event, transaction_id: transaction, order_uuid: order, overrides: set, omit },
    }),
    lines: sentLines,
  });
  addControlCommand<WebhookLogEntry>(program, shell, {
    usage: 'resend [webhook]',
    description: 'send a logged webhook again, with exactly the same bytes',
    options: [['--last', 'the newest one']],
    request: async ([id], { last }, client) => {
      if ((id === undefined) !== (last === true)) {
        throw new CommandError(
          'Give the id of a webhook, or --last; "ovgc-sandbox webhooks" lists them.',
        );
      }
      const path = `webhooks/${encodeURIComponent(id ?? (await newestId(client)))}/resend`;
      return { method: 'POST', path };
    },
    lines: sentLines,
  });
  addControlCommand<readonly WebhookLogEntry[]>(program, shell, {
    usage: 'webhooks',
    description: 'print the webhook log, newest first',
    options: [
      ['--limit <number>', 'how many at most (default: 50)'],
      ['--transaction <id>', 'only of this transaction'],
    ],
    request: (_, { limit, transaction }) => ({
      method: 'GET',
      path: 'webhooks',
      query: { limit, transaction_id: transaction },
    }),
    lines: logLines,
  });
}

async function newestId(client: ControlClient): Promise<string> {
  const [newest] = await client.send<readonly WebhookLogEntry[]>({
    method: 'GET',
    path: 'webhooks',
    query: { limit: '1' },
  });
  if (newest !== undefined) return newest.id;
  throw new CommandError('There is no webhook in the log yet; "ovgc-sandbox trigger" sends one.');
}

/** A webhook that was just sent, with the endpoint's answer. */
function sentLines({ id, event, transactionId, attempts }: Entry): string[] {
  const attempt = attempts.at(-1);
  if (attempt === undefined) {
    throw new CommandError(
      `Nothing was sent: there is no address to send webhooks to. Start the sandbox with --webhook-url, then "ovgc-sandbox resend ${id}".`,
    );
  }
  const { url, latencyMs, answer } = attempt;
  return [
    `${event} ${transactionId} to ${url}: ${answerText(attempt)} in ${latencyMs} ms`,
    ...(answer.trim() === '' ? [] : [answer.trim()]),
  ];
}

function logLines(entries: readonly Entry[]): string[] {
  if (entries.length === 0) {
    return ['There are no webhooks yet. One is sent when a payment changes its status.'];
  }
  return tableLines(
    ['TIME', 'STATE', 'EVENT', 'TRANSACTION', 'ATTEMPTS', 'LAST ANSWER', 'ID'],
    entries.map(({ id, event, transactionId, state, createdAt, attempts }) => {
      const last = attempts.at(-1);
      return [
        timeText(createdAt),
        state,
        event,
        transactionId,
        String(attempts.length),
        last === undefined ? '' : answerText(last),
        id,
      ];
    }),
  );
}
