import { Module } from '@nestjs/common';
import { ControlModule } from '../control/control.module.js';
import { DashboardClockController } from './clock/clock.controller.js';
import { DashboardFaultsController } from './faults/faults.controller.js';
import { MissingController } from './frame/dashboard-controller.js';
import { DashboardPages } from './frame/dashboard-pages.js';
import { ListQueries } from './frame/list.queries.js';
import { DashboardKeysController } from './keys/keys.controller.js';
import { Changes, EventsController } from './live/changes.js';
import { DashboardOverviewController } from './overview/overview.controller.js';
import { DashboardPaymentsController } from './payments/payments.controller.js';
import { DashboardTriggerController } from './webhooks/trigger.controller.js';
import { DashboardWebhooksController } from './webhooks/webhooks.controller.js';

/** The dashboard: everything that the control API does, on pages that update themselves. */
@Module({
  imports: [ControlModule],
  controllers: [
    EventsController,
    DashboardOverviewController,
    DashboardPaymentsController,
    // Before the log, which would take `trigger` for the id of a webhook.
    DashboardTriggerController,
    DashboardWebhooksController,
    DashboardKeysController,
    DashboardFaultsController,
    DashboardClockController,
    // Last, because it answers every other path.
    MissingController,
  ],
  providers: [Changes, DashboardPages, ListQueries],
})
export class DashboardModule {}
