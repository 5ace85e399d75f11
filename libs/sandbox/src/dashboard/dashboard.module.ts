import { Module } from '@nestjs/common';
import { ControlModule } from '../control/control.module.js';
import { DashboardClockController } from './clock/clock.controller.js';
import { DashboardAssetsController } from './dashboard-assets.controller.js';
import { DashboardFaultsController } from './faults/faults.controller.js';
import { DashboardPages } from './frame/page.js';
import { SurroundingsService } from './frame/surroundings.service.js';
import { DashboardKeysController } from './keys/keys.controller.js';
import { Changes } from './live/changes.js';
import { EventsController } from './live/events.controller.js';
import { MissingController } from './missing.controller.js';
import { DashboardOverviewController } from './overview/overview.controller.js';
import { PaymentCountsQuery } from './payments/payment-counts.query.js';
import { DashboardPaymentsController } from './payments/payments.controller.js';
import { DashboardTriggerController } from './webhooks/trigger.controller.js';
import { WebhookListQuery } from './webhooks/webhook-list.query.js';
import { DashboardWebhooksController } from './webhooks/webhooks.controller.js';

/** The dashboard: everything that the control API does, on pages that keep up with what happens. */
@Module({
  imports: [ControlModule],
  controllers: [
    DashboardAssetsController,
    EventsController,
    DashboardOverviewController,
    DashboardPaymentsController,
    // Before the log: it would take `trigger` for the id of a webhook.
    DashboardTriggerController,
    DashboardWebhooksController,
    DashboardKeysController,
    DashboardFaultsController,
    DashboardClockController,
    // The last one: it takes whatever is left.
    MissingController,
  ],
  providers: [Changes, DashboardPages, PaymentCountsQuery, SurroundingsService, WebhookListQuery],
})
export class DashboardModule {}
