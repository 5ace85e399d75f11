import type { Command } from 'commander';
import type { WebhookLogEntry } from '../../webhooks/webhook.js';
import { CommandError } from '../command.error.js';
import type { ControlRequest } from './control.client.js';
import type { Shell } from '../shell.js';
import type { ControlFlags } from './control.command.js';
import { addControlCommand, carryOut, clientOf, print } from './control.command.js';
import { readAssignment } from './assignment.js';
import { logLines, sentLines } from './webhook.lines.js';

interface TriggerFlags extends ControlFlags {
  readonly transaction?: string;
  readonly order?: string;
  readonly set?: readonly string[];
  readonly omit?: readonly string[];
}

interface LogFlags extends ControlFlags {
  readonly limit?: string;
  readonly transaction?: string;
}

const gather = (value: string, before: readonly string[] = []) => [...before, value];

/** `trigger`, `resend` and `webhooks`. */
export function addWebhookCommands(program: Command, shell: Shell): void {
  addControlCommand(program, 'trigger <event>', 'send a webhook at once; no payment changes')
    .option('--transaction <id>', "a payment's transaction, or a made-up one (default: made up)")
    .option('--order <id>', "a payment's order, in place of its transaction")
    .option('--set <field=value>', 'set a field, such as success=false; may be repeated', gather)
    .option('--omit <field>', 'leave a field out; may be repeated', gather)
    .action(async (event: string, flags: TriggerFlags) => {
      const body = {
        event,
        transaction_id: flags.transaction,
        order_uuid: flags.order,
        overrides: Object.fromEntries((flags.set ?? []).map(readAssignment)),
        omit: flags.omit ?? [],
      };
      const request = { method: 'POST', path: 'trigger', body } as const;
      await send(flags, shell, request);
    });

  addControlCommand(program, 'resend [webhook]', 'send a webhook of the log again, the same bytes')
    .option('--last', 'the newest one')
    .action(async (id: string | undefined, flags: ControlFlags & { last?: boolean }) => {
      const path = `webhooks/${encodeURIComponent(await whichWebhook(id, flags, shell))}/resend`;
      const request = { method: 'POST', path } as const;
      await send(flags, shell, request);
    });

  addControlCommand(program, 'webhooks', 'print the webhook log, newest first')
    .option('--limit <number>', 'how many at most (default: 50)')
    .option('--transaction <id>', "those of one payment's transaction")
    .action(async (flags: LogFlags) => {
      const query = { limit: flags.limit, transaction_id: flags.transaction };
      const request = { method: 'GET', path: 'webhooks', query } as const;
      await carryOut<readonly WebhookLogEntry[]>(flags, shell, request, logLines);
    });
}

async function whichWebhook(
  id: string | undefined,
  flags: ControlFlags & { readonly last?: boolean },
  shell: Shell,
): Promise<string> {
  if ((id === undefined) === (flags.last !== true)) {
    throw new CommandError(
      'Give the id of a webhook, or --last; "ovgc-sandbox webhooks" lists them.',
    );
  }
  if (id !== undefined) return id;
  const [newest] = await clientOf(flags, shell).ask<readonly WebhookLogEntry[]>({
    method: 'GET',
    path: 'webhooks',
    query: { limit: '1' },
  });
  if (newest !== undefined) return newest.id;
  throw new CommandError('There is no webhook in the log yet; "ovgc-sandbox trigger" sends one.');
}

/** Has a webhook sent, and tells what the endpoint answered. */
async function send(flags: ControlFlags, shell: Shell, request: ControlRequest): Promise<void> {
  const entry = await clientOf(flags, shell).ask<WebhookLogEntry>(request);
  if (entry.attempts.length === 0) {
    throw new CommandError(
      `Nothing was sent: there is no address to send webhooks to. Start the sandbox with --webhook-url, then "ovgc-sandbox resend ${entry.id}".`,
    );
  }
  print(flags, shell, entry, sentLines);
}
