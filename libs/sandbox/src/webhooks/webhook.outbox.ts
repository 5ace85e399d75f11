import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { drifted } from '../faults/drift.js';
import { FaultRules } from '../faults/fault.rules.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import type { WebhookEvent } from './webhook.js';
import { keptBody, webhookBody } from './webhook.body.js';
import { plannedWith } from './webhook.shipment.js';

/** What a webhook tells of a payment, and to whom. */
interface PaidOrNot {
  readonly sellerId: string;
  readonly orderUuid: string;
  readonly transactionId: string;
  readonly email: string;
}

/** Takes in the webhooks that changes of payments cause. */
@Injectable()
export class WebhookOutbox {
  constructor(
    private readonly sellers: SellerRegistry,
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
    payment: PaidOrNot,
    at: Date,
  ): Promise<void> {
    const { sellerId, transactionId, orderUuid, email } = payment;
    const { webhookUrl, webhookSecret } = this.sellers.get(sellerId);
    const isConnected = webhookUrl !== null;
    const name = `${event} ${transactionId}`;
    const fault = isConnected
      ? this.faults.take('webhook', { name, event, sellerId, transactionId, orderUuid })
      : null;
    const { state, nextAttemptAt } = isConnected ? plannedWith(fault, at) : NOWHERE_TO_GO;
    const documented = webhookBody(event, transactionId, email);
    const body = fault?.variant ? drifted(documented, fault.variant, orderUuid) : documented;
    await db
      .insertInto('webhook')
      .values({
        id: newWebhookId(),
        seller_id: sellerId,
        event,
        transaction_id: transactionId,
        source: 'payment',
        state,
        fault: fault?.kind ?? null,
        body: keptBody(body, webhookSecret),
        attempts: 0,
        created_at: at.getTime(),
        next_attempt_at: nextAttemptAt,
      })
      .execute();
  }
}

const NOWHERE_TO_GO = { state: 'no_endpoint', nextAttemptAt: null } as const;

/** An id for the log; the gateway's webhooks carry none. */
export function newWebhookId(): string {
  return `webhook_${randomUUID()}`;
}
