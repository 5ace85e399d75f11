import type { MiddlewareConsumer, NestModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { ASSETS_PATH } from '../checkout.assets.js';
import { CheckoutFaults } from './checkout.faults.js';

/** The faults of the checkout page. FaultRules come from a global module of the sandbox. */
@Module({})
export class CheckoutFaultsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(CheckoutFaults)
      .exclude(`${ASSETS_PATH}/*path`)
      .forRoutes('checkout/:checkoutId', 'checkout/:checkoutId/*path');
  }
}
