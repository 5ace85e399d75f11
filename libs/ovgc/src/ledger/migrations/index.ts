import { type Kysely, type Migration, Migrator } from 'kysely';
import type { LedgerTables } from '../ledger.tables.js';
import { paymentsWebhooksEventsDeliveries } from './0001.payments-webhooks-events-deliveries.js';
import { orderStatusDueByHandler } from './0002.order-status-due-by-handler.js';
import { indexesThatALargeLedgerNeeds } from './0003.indexes-that-a-large-ledger-needs.js';
import { deliveryStates } from './0004.delivery-states.js';
import { webhookCandidates } from './0005.webhook-candidates.js';
import { webhookResolutions } from './0006.webhook-resolutions.js';
import { idempotencyKeyOfAMovedDelivery } from './0007.idempotency-key-of-a-moved-delivery.js';

/** In their order. Add migrations, and never change one: it has run on somebody's payments. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001.payments-webhooks-events-deliveries': paymentsWebhooksEventsDeliveries,
  '0002.order-status-due-by-handler': orderStatusDueByHandler,
  '0003.indexes-that-a-large-ledger-needs': indexesThatALargeLedgerNeeds,
  '0004.delivery-states': deliveryStates,
  '0005.webhook-candidates': webhookCandidates,
  '0006.webhook-resolutions': webhookResolutions,
  '0007.idempotency-key-of-a-moved-delivery': idempotencyKeyOfAMovedDelivery,
};

/** Brings a database up to this version of the module. Does nothing when it is. */
export async function migrate(db: Kysely<LedgerTables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
    migrationTableName: 'ovgc_migrations',
    migrationLockTableName: 'ovgc_migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
