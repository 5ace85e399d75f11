import { Module } from '@nestjs/common';
import { OrderChanges } from './order.changes.js';
import { OrderFulfilment } from './order.fulfilment.js';
import { OrdersController } from './orders.controller.js';
import { OrdersDatabase } from './orders.database.js';
import { OrdersService } from './orders.service.js';
import { OrdersStore } from './orders.store.js';

@Module({
  controllers: [OrdersController],
  providers: [OrdersDatabase, OrdersStore, OrderChanges, OrdersService, OrderFulfilment],
})
export class OrdersModule {}
