import { Injectable } from '@nestjs/common';
import type { Payment } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';
import { TransactionIds } from '../payments/transaction-id.js';
import { SandboxClock } from '../sandbox.clock.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import { DEFAULT_SELLER_ID } from '../sellers/seller.js';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { checked } from '../validation/checked.js';
import type { WebhookLogEntry } from '../webhooks/webhook.js';
import { WebhooksService } from '../webhooks/webhooks.service.js';
import { TriggerRequest } from './trigger.request.js';

/** Sends a webhook now for a payment, or for a made-up one. */
@Injectable()
export class Trigger {
  readonly #transactionIds = new TransactionIds();

  constructor(
    private readonly clock: SandboxClock,
    private readonly payments: PaymentsService,
    private readonly sellers: SellerRegistry,
    private readonly webhooks: WebhooksService,
  ) {}

  /**
   * @returns the webhook's entry in the log, with the endpoint's answer.
   * @throws {SandboxRequestError} when a field is invalid, or the order has no payment.
   * @throws {SandboxNotFoundError} when there is no such seller.
   */
  async fire(request: TriggerRequest): Promise<WebhookLogEntry> {
    const given = checked(TriggerRequest, request);
    const { event, transactionId, sellerId = DEFAULT_SELLER_ID, overrides = {}, omit = [] } = given;
    const payment = await this.#find(given);
    return this.webhooks.trigger({
      sellerId: payment?.sellerId ?? this.sellers.get(sellerId).id,
      event,
      transactionId:
        payment?.transactionId ?? transactionId ?? this.#transactionIds.next(this.clock.now()),
      email: payment?.email ?? 'customer@example.com',
      overrides,
      omit,
    });
  }

  async #find({ transactionId, orderUuid, sellerId }: TriggerRequest): Promise<Payment | null> {
    if (transactionId !== undefined) {
      const payment = await this.payments.findByTransaction(transactionId);
      if (payment === null || sellerId === undefined || payment.sellerId === sellerId)
        return payment;
      throw new SandboxRequestError(
        `${transactionId} is a payment of the seller ${payment.sellerId}; leave seller_id out.`,
      );
    }
    if (orderUuid === undefined) return null;
    const payment = await this.payments.findByOrder(orderUuid, sellerId);
    if (payment !== null) return payment;
    throw new SandboxRequestError(
      `The order ${JSON.stringify(orderUuid)} has no payment. Leave it out to send a made-up transaction.`,
    );
  }
}
