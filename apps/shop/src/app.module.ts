import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { OvgcModule } from 'nestjs-ovgc';
import { CURRENCY } from './catalog/catalog.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { HealthController } from './health/health.controller.js';
import { OrdersModule } from './orders/orders.module.js';
import { PagesModule } from './pages/pages.module.js';
import { shopConfig, type ShopConfig } from './shop.config.js';

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, load: [shopConfig] }),
    EventEmitterModule.forRoot(),
    OvgcModule.forRootAsync({
      isGlobal: true,
      inject: [shopConfig.KEY],
      useFactory: (config: ShopConfig) => ({
        ...config.ovgc,
        currency: CURRENCY,
        ledger: { sqlite: config.paymentsFile },
      }),
    }),
    CatalogModule,
    OrdersModule,
    PagesModule,
  ],
  controllers: [HealthController],
})
export class AppModule {}
