import { Injectable } from '@nestjs/common';
import { drifted } from '../faults/drift.js';
import { FaultRules } from '../faults/fault.rules.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import type { WebhookEvent } from './webhook.js';
import { storedBody, webhookBody } from './webhook.body.js';
import { WebhookLog } from './webhook.log.js';
import { initialProgress } from './webhook.plan.js';

/** What a webhook says about a payment, and to whom. */
interface WebhookPayment {
  readonly sellerId: string;
  readonly orderUuid: string;
  readonly transactionId: string;
  readonly email: string;
}

/** Plans the webhooks of payments that change. */
@Injectable()
export class WebhookOutbox {
  constructor(
    private readonly faults: FaultRules,
    private readonly log: WebhookLog,
    private readonly sellers: SellerRegistry,
  ) {}

  /**
   * Plans a webhook in the transaction that changes the payment, so that neither is stored without the other.
   *
   * @param at when the payment changed, by the sandbox's clock; the first attempt is due then.
   */
  async add(
    db: SandboxConnection,
    event: WebhookEvent,
    payment: WebhookPayment,
    at: Date,
  ): Promise<void> {
    const { sellerId, transactionId, orderUuid, email } = payment;
    const { webhookUrl, webhookSecret } = this.sellers.get(sellerId);
    const name = `${event} ${transactionId}`;
    const candidate = { name, event, sellerId, transactionId, orderUuid };
    const fault = webhookUrl === null ? null : this.faults.take('webhook', candidate);
    const { state, nextAttemptAt } =
      webhookUrl === null
        ? ({ state: 'no_endpoint', nextAttemptAt: null } as const)
        : initialProgress(fault, at);
    const documented = webhookBody(event, transactionId, email);
    const body = fault?.variant ? drifted(documented, fault.variant, orderUuid) : documented;
    const webhook = {
      sellerId,
      event,
      transactionId,
      source: 'payment',
      state,
      fault: fault?.kind ?? null,
      body: storedBody(body, webhookSecret),
      createdAt: at,
      nextAttemptAt,
    } as const;
    await this.log.add(webhook, db);
  }
}
