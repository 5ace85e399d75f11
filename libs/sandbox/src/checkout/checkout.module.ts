import { Module } from '@nestjs/common';
import { ChallengeController } from './challenge/challenge.controller.js';
import { ChallengeRegister } from './challenge/challenge.register.js';
import { ChallengeService } from './challenge/challenge.service.js';
import { CheckoutAssetsController } from './checkout-assets.controller.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';
import { ForceController } from './test-bar/force.controller.js';
import { ForceService } from './test-bar/force.service.js';

/**
 * The hosted checkout page. CheckoutPayments and SandboxClock, which it is paid through, come from a global
 * module of the gateway.
 */
@Module({
  controllers: [CheckoutAssetsController, ChallengeController, ForceController, CheckoutController],
  providers: [CheckoutService, ChallengeService, ChallengeRegister, ForceService],
})
export class CheckoutModule {}
