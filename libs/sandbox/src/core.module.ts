import { HttpModule } from '@nestjs/axios';
import type { DynamicModule, Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ClockControl } from './clock/clock.control.js';
import { Scheduler } from './clock/scheduler.js';
import { FaultRules } from './faults/fault.rules.js';
import { Activity } from './journal/activity.js';
import { Journal } from './journal/journal.js';
import { KnownSecrets } from './journal/known-secrets.js';
import { PaymentStore } from './payments/payment.store.js';
import { PaymentsService } from './payments/payments.service.js';
import { SandboxClock } from './sandbox.clock.js';
import { SandboxOptions } from './sandbox.options.js';
import { SellerRegistry } from './sellers/seller.registry.js';
import { SellerStore } from './sellers/seller.store.js';
import { Sellers } from './sellers/sellers.service.js';
import { SandboxStore } from './store/sandbox.store.js';
import { WebhookDeliveries } from './webhooks/webhook.deliveries.js';
import { WebhookLog } from './webhooks/webhook.log.js';
import { WebhookSender } from './webhooks/webhook.sender.js';
import { WebhooksService } from './webhooks/webhooks.service.js';

const SERVICES: readonly Provider[] = [
  Activity,
  ClockControl,
  FaultRules,
  Journal,
  KnownSecrets,
  PaymentStore,
  PaymentsService,
  Scheduler,
  SellerStore,
  Sellers,
  WebhookDeliveries,
  WebhookLog,
  WebhookSender,
  WebhooksService,
  {
    provide: SandboxClock,
    inject: [SandboxStore],
    useFactory: async ({ db }: SandboxStore) => {
      const row = await db.selectFrom('clock').selectAll().executeTakeFirst();
      return new SandboxClock(row?.offsetMs, row?.frozenAt);
    },
  },
  {
    provide: SellerRegistry,
    inject: [SandboxClock, SandboxOptions, KnownSecrets, SellerStore],
    // A factory, because nothing may ask for a seller before they are loaded.
    useFactory: async (...parts: ConstructorParameters<typeof SellerRegistry>) => {
      const registry = new SellerRegistry(...parts);
      await registry.start();
      return registry;
    },
  },
];

/** What every part of the sandbox shares: store, clock, sellers, payments, webhooks, faults and the log. */
@Module({
  imports: [
    HttpModule.register({
      // A connection that is kept open would outlive the sandbox and block a test's server from closing.
      httpAgent: new HttpAgent({ keepAlive: false }),
      httpsAgent: new HttpsAgent({ keepAlive: false }),
    }),
  ],
})
export class CoreModule {
  static register(options: SandboxOptions, store: SandboxStore): DynamicModule {
    const providers: Provider[] = [
      ...SERVICES,
      { provide: SandboxOptions, useValue: options },
      // A factory, because Nest calls no shutdown hook of a plain value.
      { provide: SandboxStore, useFactory: () => store },
    ];
    return { module: CoreModule, global: true, providers, exports: providers };
  }
}
