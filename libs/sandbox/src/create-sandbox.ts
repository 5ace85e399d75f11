import { TEST_CARDS } from './cards/test-cards.js';
import { Agenda } from './clock/agenda.js';
import { ClockDial } from './clock/clock.dial.js';
import { Reset } from './control/reset.service.js';
import { Trigger } from './control/trigger.service.js';
import { Customer } from './customer/customer.js';
import { FaultRules } from './faults/fault.rules.js';
import type { Payment } from './payments/payment.js';
import { PaymentsService } from './payments/payments.service.js';
import type { Sandbox } from './sandbox.js';
import { SandboxNotFoundError } from './sandbox.errors.js';
import type { CreateSandboxOptions } from './sandbox.options.js';
import { CheckedSandboxOptions } from './sandbox.options.js';
import type { SandboxServer } from './server/sandbox.server.js';
import { startServer } from './server/sandbox.server.js';
import { GatewaySettings } from './settings/gateway.settings.js';
import { WebhookLog } from './webhooks/webhook.log.js';
import { WebhookResend } from './webhooks/webhook.resend.js';

/**
 * Starts the gateway in this process, by default on a free port of 127.0.0.1 with its state in memory.
 *
 * @example
 * await using sandbox = await createSandbox({ webhookUrl: `${shop.url}/webhooks/ovgc` });
 * // … the shop creates a payment for ORDER-1 at sandbox.apiUrl …
 * await sandbox.pay('ORDER-1');
 * await sandbox.idle();
 *
 * @throws {SandboxOptionsError} when an option cannot be used.
 * @throws {SandboxStoreError} when the data folder cannot be used.
 * @throws the error of the socket, with its `code`, when the port is taken.
 */
export async function createSandbox(given: CreateSandboxOptions = {}): Promise<Sandbox> {
  const options = new CheckedSandboxOptions(given);
  return handleOf(await startServer(options), options);
}

function handleOf({ app, url }: SandboxServer, options: CheckedSandboxOptions): Sandbox {
  const { apiKey, webhookSecret } = options;
  const agenda = app.get(Agenda);
  const dial = app.get(ClockDial);
  const faults = app.get(FaultRules);
  const payments = app.get(PaymentsService);
  const settings = app.get(GatewaySettings);
  const customer = new Customer(url);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close());

  return {
    url,
    apiUrl: `${url}/backend/api`,
    apiKey,
    webhookSecret,
    clock: dial,
    payments,
    faults,
    pay: async (reference, card = TEST_CARDS.visa, how) =>
      customer.pay(await find(payments, reference), card, dial.now(), how),
    cancel: async (reference) => customer.cancel(await find(payments, reference)),
    webhooks: (filter) => app.get(WebhookLog).list(filter),
    resend: (id) => app.get(WebhookResend).resend(id),
    trigger: (request) => app.get(Trigger).fire(request),
    setWebhookUrl: (webhookUrl) => settings.connect(webhookUrl),
    setGatewayActive: (gatewayActive) => void settings.change({ gatewayActive }),
    idle: () => agenda.idle(),
    reset: () => app.get(Reset).everything(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** By an order id, a transaction id or a checkout URL. */
async function find(payments: PaymentsService, reference: string): Promise<Payment> {
  const payment =
    (await payments.findByTransaction(reference)) ??
    (await payments.findByOrder(reference)) ??
    (await payments.findByCheckout(/\/checkout\/([^/?#]+)/.exec(reference)?.[1] ?? ''));
  if (payment !== null) return payment;
  throw new SandboxNotFoundError(
    `No payment has the order id, transaction id or checkout URL ${JSON.stringify(reference)}.`,
  );
}
