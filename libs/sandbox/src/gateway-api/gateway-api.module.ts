import type { MiddlewareConsumer, NestModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { ApiFaults } from './api.faults.js';
import { ApiJournal } from './api.journal.js';
import { ApiKeys } from './api-keys.js';
import { OrderStatusController } from './order-status.controller.js';
import { PaymentRequestController } from './payment-request.controller.js';

/** The gateway's API for sellers. */
@Module({
  controllers: [PaymentRequestController, OrderStatusController],
  providers: [ApiKeys],
})
export class GatewayApiModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ApiJournal, ApiFaults).forRoutes('backend/api/*path');
  }
}
