import type { MiddlewareConsumer, NestModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { PageAssetsController } from '../pages/page.assets.js';
import { ChallengeRegister } from './challenge.register.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutFaults } from './checkout.faults.js';
import { CheckoutService } from './checkout.service.js';

/**
 * The hosted checkout page and its faults. CheckoutPayments, SandboxClock and FaultRules come from global modules of
 * the sandbox.
 */
@Module({
  controllers: [CheckoutController, PageAssetsController],
  providers: [CheckoutService, ChallengeRegister],
})
export class CheckoutModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(CheckoutFaults).forRoutes('checkout/:checkoutId', 'checkout/:checkoutId/*path');
  }
}
