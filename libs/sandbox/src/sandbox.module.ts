import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AdminModule } from './admin/admin.module.js';
import { CheckoutModule } from './checkout/checkout.module.js';
import { ControlModule } from './control/control.module.js';
import { CoreModule } from './core.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DocsModule } from './docs/docs.module.js';
import { GatewayApiModule } from './gateway-api/gateway-api.module.js';
import type { SandboxOptions } from './sandbox.options.js';
import { ErrorFilter } from './server/error.filter.js';
import { HealthController } from './server/health.controller.js';
import { HomeController } from './server/home.controller.js';
import type { SandboxStore } from './store/sandbox.store.js';

/** The whole gateway: the core, and what the outside sees of it. */
@Module({})
export class SandboxModule {
  /** @param store an open store, which is closed with the app. */
  static register(options: SandboxOptions, store: SandboxStore): DynamicModule {
    return {
      module: SandboxModule,
      imports: [
        CoreModule.register(options, store),
        GatewayApiModule,
        AdminModule,
        CheckoutModule,
        ControlModule,
        DashboardModule,
        DocsModule,
      ],
      controllers: [HealthController, HomeController],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }],
    };
  }
}
