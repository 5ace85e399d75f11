import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { shopConfig, type ShopConfig } from '../shop.config.js';
import type { OrderStatus } from './order.js';
import { ordersMigrations } from './orders.migrations.js';

export interface OrdersTable {
  order_uuid: string;
  sku: string;
  title: string;
  amount: string;
  email: string;
  status: OrderStatus;
  created_at: string;
  paid_at: string | null;
  transaction_id: string | null;
  checkout_url: string | null;
  checkout_ends_at: string | null;
  retry_of: string | null;
}

export interface FulfilmentsTable {
  /** The key of the delivery that fulfilled it: a delivery that is repeated is one row. */
  idempotency_key: string;
  order_uuid: string;
  fulfilled_at: string;
}

export interface Tables {
  orders: OrdersTable;
  fulfilments: FulfilmentsTable;
}

/** The shop's own SQLite file. It is migrated before the first request comes in. */
@Injectable()
export class OrdersDatabase extends Kysely<Tables> implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(shopConfig.KEY) config: Pick<ShopConfig, 'ordersFile'>) {
    super({ dialect: new SqliteDialect({ database: () => openFile(config.ordersFile) }) });
  }

  async onModuleInit(): Promise<void> {
    const { error } = await new Migrator({
      db: this,
      provider: ordersMigrations,
    }).migrateToLatest();
    if (error) throw error;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.destroy();
  }
}

function openFile(file: string): Promise<Database.Database> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  makePrivate(file);
  return Promise.resolve(database);
}

/** The customers' e-mail addresses are in it, so nobody but its owner may read it, or what SQLite puts beside it. */
function makePrivate(file: string): void {
  try {
    for (const path of [file, `${file}-wal`, `${file}-shm`].filter((one) => existsSync(one))) {
      chmodSync(path, 0o600);
    }
  } catch (error) {
    // Such as on a volume that is mounted with fixed rights.
    new Logger('Orders').warn(`Other users of this machine may read ${file}: ${String(error)}`);
  }
}
