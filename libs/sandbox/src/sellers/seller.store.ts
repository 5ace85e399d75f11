import { Injectable } from '@nestjs/common';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import { toStored, fromStored } from '../store/stored.js';
import type { ApiKey, Seller } from './seller.js';

/** Sellers and their keys as rows. */
@Injectable()
export class SellerStore {
  constructor(private readonly store: SandboxStore) {}

  /** Oldest first. */
  async all(): Promise<Seller[]> {
    const sellers = await this.store.db.selectFrom('seller').selectAll().orderBy('seq').execute();
    const keys = await this.store.db.selectFrom('apiKey').selectAll().orderBy('seq').execute();
    return sellers.map((row) => ({
      ...fromStored(row, 'createdAt'),
      gatewayActive: row.gatewayActive === 1,
      apiKeys: keys.flatMap(({ sellerId, ...key }): ApiKey[] =>
        sellerId === row.id ? [fromStored(key, 'createdAt', 'lastUsedAt', 'revokedAt')] : [],
      ),
    }));
  }

  /** Saves a seller with all its keys. */
  async save(seller: Seller): Promise<void> {
    await this.store.db.transaction().execute((trx) => saveSeller(trx, seller));
  }

  /** Saves these sellers and deletes all others. */
  async replaceAll(sellers: readonly Seller[]): Promise<void> {
    await this.store.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('apiKey').execute();
      await trx.deleteFrom('seller').execute();
      for (const seller of sellers) await saveSeller(trx, seller);
    });
  }
}

async function saveSeller(db: SandboxConnection, { apiKeys, ...seller }: Seller): Promise<void> {
  const row = toStored(seller);
  await db
    .insertInto('seller')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  for (const apiKey of apiKeys) {
    const keyRow = { ...toStored(apiKey), sellerId: seller.id };
    await db
      .insertInto('apiKey')
      .values(keyRow)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(keyRow))
      .execute();
  }
}
