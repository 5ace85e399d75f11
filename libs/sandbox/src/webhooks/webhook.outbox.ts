import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { FaultRules } from '../faults/fault.rules.js';
import { SandboxOptions } from '../sandbox.options.js';
import { GatewaySettings } from '../settings/gateway.settings.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import type { WebhookEvent } from './webhook.js';
import { keptBody, webhookBody } from './webhook.body.js';

/** Takes in the webhooks that changes of payments cause. */
@Injectable()
export class WebhookOutbox {
  constructor(
    private readonly options: SandboxOptions,
    private readonly settings: GatewaySettings,
    private readonly faults: FaultRules,
  ) {}

  /**
   * Plans a webhook, in the transaction that changes the payment: one cannot be without the other.
   *
   * @param at when the payment changed, by the sandbox's clock; the first attempt is due then.
   */
  async add(
    db: SandboxConnection,
    event: WebhookEvent,
    payment: { readonly transactionId: string; readonly email: string },
    at: Date,
  ): Promise<void> {
    const connected = this.settings.view.webhookUrl !== null;
    const fault = connected ? this.faults.take('webhook') : null;
    const state = !connected ? 'no_endpoint' : fault?.kind === 'drop' ? 'dropped' : 'pending';
    const body = webhookBody(event, payment.transactionId, payment.email);
    await db
      .insertInto('webhook')
      .values({
        id: newWebhookId(),
        event,
        transaction_id: payment.transactionId,
        source: 'payment',
        state,
        fault: fault?.kind ?? null,
        body: keptBody(body, this.options.webhookSecret),
        attempts: 0,
        created_at: at.getTime(),
        next_attempt_at: state === 'pending' ? at.getTime() + (fault?.delayMs ?? 0) : null,
      })
      .execute();
  }
}

/** An id for the log; the gateway's webhooks carry none. */
export function newWebhookId(): string {
  return `webhook_${randomUUID()}`;
}
