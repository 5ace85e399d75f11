import { Module } from '@nestjs/common';
import { Customer } from '../customer/customer.js';
import { ClockController } from './clock.controller.js';
import { FaultsController } from './faults.controller.js';
import { PaymentsController } from './payments.controller.js';
import { PaymentActions } from './payment.actions.js';
import { Reset } from './reset.service.js';
import { SellersController } from './sellers.controller.js';
import { ResetController, SettingsController } from './settings.controller.js';
import { Trigger } from './trigger.service.js';
import { TriggerController, WebhooksController } from './webhooks.controller.js';

/** The control API: what a developer does to the gateway. */
@Module({
  controllers: [
    ClockController,
    FaultsController,
    PaymentsController,
    ResetController,
    SellersController,
    SettingsController,
    TriggerController,
    WebhooksController,
  ],
  providers: [Customer, PaymentActions, Reset, Trigger],
  exports: [Reset, Trigger],
})
export class ControlModule {}
