import { TEST_CARDS } from './cards/test-cards.js';
import { Agenda } from './clock/agenda.js';
import { ClockDial } from './clock/clock.dial.js';
import { Reset } from './control/reset.service.js';
import { Trigger } from './control/trigger.service.js';
import { Customer } from './customer/customer.js';
import { FaultRules } from './faults/fault.rules.js';
import { PaymentSearch } from './payments/payment.search.js';
import { PaymentsService } from './payments/payments.service.js';
import type { Sandbox } from './sandbox.js';
import type { CreateSandboxOptions } from './sandbox.options.js';
import { CheckedSandboxOptions } from './sandbox.options.js';
import type { SandboxServer } from './server/sandbox.server.js';
import { startServer } from './server/sandbox.server.js';
import { MaskedSellers } from './sellers/masked-sellers.js';
import { isLive } from './sellers/seller.js';
import { Sellers } from './sellers/sellers.service.js';
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
  const { adminEmail, adminPassword } = options;
  const agenda = app.get(Agenda);
  const dial = app.get(ClockDial);
  const faults = app.get(FaultRules);
  const payments = app.get(PaymentsService);
  const search = app.get(PaymentSearch);
  const sellers = app.get(Sellers);
  const customer = new Customer(url);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close());

  return {
    url,
    apiUrl: `${url}/backend/api`,
    get apiKey() {
      return sellers.default.apiKeys.find(isLive)?.key ?? '';
    },
    get webhookSecret() {
      return sellers.default.webhookSecret;
    },
    adminEmail,
    adminPassword,
    clock: dial,
    sellers: app.get(MaskedSellers),
    payments: {
      findByOrder: (orderUuid, sellerId) => payments.findByOrder(orderUuid, sellerId),
      findByTransaction: (transactionId) => payments.findByTransaction(transactionId),
      list: (filter) => search.list(filter),
      timeline: async (reference) => search.timeline(await search.find(reference)),
    },
    faults,
    pay: async (reference, card = TEST_CARDS.visa, how) =>
      customer.pay(await search.find(reference), card, dial.now(), how),
    cancel: async (reference) => customer.cancel(await search.find(reference)),
    webhooks: (filter) => app.get(WebhookLog).list(filter),
    resend: (id) => app.get(WebhookResend).resend(id),
    trigger: (request) => app.get(Trigger).fire(request),
    setWebhookUrl: (webhookUrl) => sellers.connect(webhookUrl),
    setGatewayActive: (gatewayActive) => sellers.updateDefault({ gatewayActive }),
    idle: () => agenda.idle(),
    reset: () => app.get(Reset).everything(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
