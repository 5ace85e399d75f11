import { Injectable } from '@nestjs/common';
import type { Payment } from '../payments/payment.js';
import { SandboxClock } from '../payments/payment.js';
import { PaymentsService } from '../payments/payments.service.js';
import { TransactionIds } from '../payments/transaction-id.js';
import { SandboxRequestError } from '../sandbox.errors.js';
import type { WebhookLogEntry } from '../webhooks/webhook.js';
import { WebhookTrigger } from '../webhooks/webhook.trigger.js';
import { triggerProblem } from './trigger.request.js';
import type { TriggerRequest } from './trigger.request.js';

/** Sends a webhook at once for a payment, or for one that is made up. */
@Injectable()
export class Trigger {
  readonly #transactionIds = new TransactionIds();

  constructor(
    private readonly clock: SandboxClock,
    private readonly payments: PaymentsService,
    private readonly webhooks: WebhookTrigger,
  ) {}

  /**
   * @returns the webhook's entry in the log, with the endpoint's answer.
   * @throws {SandboxRequestError} when the request cannot be read, or the order has no payment.
   */
  async fire(request: TriggerRequest): Promise<WebhookLogEntry> {
    const problem = triggerProblem({ ...request });
    if (problem !== null) throw new SandboxRequestError(problem);
    const payment = await this.#find(request);
    const { event, transactionId, overrides = {}, omit = [] } = request;
    return this.webhooks.fire({
      event,
      transactionId:
        payment?.transactionId ?? transactionId ?? this.#transactionIds.next(this.clock.now()),
      email: payment?.email ?? 'customer@example.com',
      overrides,
      omit,
    });
  }

  async #find({ transactionId, orderUuid }: TriggerRequest): Promise<Payment | null> {
    if (transactionId !== undefined) return this.payments.findByTransaction(transactionId);
    if (orderUuid === undefined) return null;
    const payment = await this.payments.findByOrder(orderUuid);
    if (payment !== null) return payment;
    throw new SandboxRequestError(
      `The order ${JSON.stringify(orderUuid)} has no payment. Leave it out to send a made-up transaction.`,
    );
  }
}
