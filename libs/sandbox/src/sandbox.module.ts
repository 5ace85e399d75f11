import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AdminModule } from './admin/admin.module.js';
import { CheckoutModule } from './checkout/checkout.module.js';
import { ClockModule } from './clock/clock.module.js';
import { ControlModule } from './control/control.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DocsModule } from './docs/docs.module.js';
import { FaultsModule } from './faults/faults.module.js';
import { GatewayApiModule } from './gateway-api/gateway-api.module.js';
import { HomeModule } from './home/home.module.js';
import { JournalModule } from './journal/journal.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { SandboxOptions } from './sandbox.options.js';
import { ErrorFilter } from './server/error.filter.js';
import { HealthController } from './server/health.controller.js';
import { SellersModule } from './sellers/sellers.module.js';
import type { SandboxStore } from './store/sandbox.store.js';
import { StoreModule } from './store/store.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The whole gateway. What its parts share (clock, payments, webhooks, store) comes from global modules. */
@Module({})
export class SandboxModule {
  static register(options: SandboxOptions, store: SandboxStore): DynamicModule {
    return {
      module: SandboxModule,
      global: true,
      imports: [
        StoreModule.register(store),
        ClockModule,
        SellersModule,
        FaultsModule,
        JournalModule,
        PaymentsModule,
        WebhooksModule,
        GatewayApiModule,
        AdminModule,
        CheckoutModule,
        ControlModule,
        DashboardModule,
        DocsModule,
        HomeModule,
      ],
      controllers: [HealthController],
      providers: [
        { provide: SandboxOptions, useValue: options },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [SandboxOptions],
    };
  }
}
