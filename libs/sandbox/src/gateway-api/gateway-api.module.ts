import type { MiddlewareConsumer, NestModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { ApiFaults } from './api.faults.js';
import { ApiJournal } from './api.journal.js';
import { OrderStatusController } from './order-status.controller.js';
import { PaymentRequestController } from './payment-request.controller.js';

/** The gateway's API for sellers. */
@Module({
  controllers: [PaymentRequestController, OrderStatusController],
})
export class GatewayApiModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ApiJournal).forRoutes('backend/api/*path');
    // A fault waits for the next call of a seller; an admin's call is not to take it away.
    consumer.apply(ApiFaults).exclude('backend/api/admin/*path').forRoutes('backend/api/*path');
  }
}
