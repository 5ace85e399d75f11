import type { MiddlewareConsumer, NestModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { PageAssetsController } from '../pages/asset.js';
import { ChallengeRegister } from './challenge.register.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutFaults } from './checkout.faults.js';

/** The hosted checkout page and its faults. */
@Module({
  controllers: [CheckoutController, PageAssetsController],
  providers: [ChallengeRegister],
})
export class CheckoutModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(CheckoutFaults).forRoutes('checkout/:checkoutId', 'checkout/:checkoutId/*path');
  }
}
