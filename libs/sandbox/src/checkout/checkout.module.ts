import { Module } from '@nestjs/common';
import { ChallengeController } from './challenge/challenge.controller.js';
import { ChallengeRegister } from './challenge/challenge.register.js';
import { ChallengeService } from './challenge/challenge.service.js';
import { CheckoutAssetsController } from './checkout-assets.controller.js';
import { CheckoutController } from './checkout.controller.js';
import { CheckoutService } from './checkout.service.js';

/**
 * The hosted checkout page. CheckoutPayments and SandboxClock, which it is paid through, come from a global
 * module of the gateway.
 */
@Module({
  controllers: [CheckoutAssetsController, ChallengeController, CheckoutController],
  providers: [CheckoutService, ChallengeService, ChallengeRegister],
})
export class CheckoutModule {}
