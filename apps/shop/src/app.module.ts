import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { OvgcModule } from 'nestjs-ovgc';
import { CURRENCY } from './catalog/catalog.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { ClockModule } from './clock/clock.module.js';
import { ShopClock } from './clock/shop.clock.js';
import { HealthController } from './health/health.controller.js';
import { OrdersModule } from './orders/orders.module.js';
import { PagesModule } from './pages/pages.module.js';
import { shopConfig, type ShopConfig } from './shop.config.js';

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, load: [shopConfig] }),
    EventEmitterModule.forRoot(),
    ClockModule,
    OvgcModule.forRootAsync({
      isGlobal: true,
      inject: [shopConfig.KEY, ShopClock],
      useFactory: (config: ShopConfig, clock: ShopClock) => ({
        currency: CURRENCY,
        ledger: { sqlite: config.paymentsFile },
        // With the real gateway it is the machine's clock, and the module knows what to do when that is set.
        clock: config.sandboxUrl === null ? undefined : clock,
        ...config.ovgc,
      }),
    }),
    CatalogModule,
    OrdersModule,
    PagesModule,
  ],
  controllers: [HealthController],
})
export class AppModule {}
