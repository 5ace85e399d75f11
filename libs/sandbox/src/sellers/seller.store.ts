import { Injectable } from '@nestjs/common';
import type { Insertable, Selectable } from 'kysely';
import type { ApiKeyTable, SellerTable } from '../store/sandbox.schema.js';
import type { SandboxConnection } from '../store/sandbox.store.js';
import { SandboxStore } from '../store/sandbox.store.js';
import type { ApiKey, Seller } from './seller.js';

/** Sellers and their keys as rows. */
@Injectable()
export class SellerStore {
  constructor(private readonly store: SandboxStore) {}

  /** Oldest first. */
  async all(): Promise<Seller[]> {
    const sellers = await this.store.db.selectFrom('seller').selectAll().orderBy('seq').execute();
    const keys = await this.store.db.selectFrom('api_key').selectAll().orderBy('seq').execute();
    return sellers.map((row) =>
      fromRow(
        row,
        keys.filter(({ seller_id }) => seller_id === row.id),
      ),
    );
  }

  /** Writes a seller down as it is, with all its keys. */
  async save(seller: Seller): Promise<void> {
    await this.store.db.transaction().execute((trx) => saveSeller(trx, seller));
  }

  /** Writes down that these are the sellers, and no others. */
  async replaceAll(sellers: readonly Seller[]): Promise<void> {
    await this.store.db.transaction().execute(async (trx) => {
      await trx.deleteFrom('api_key').execute();
      await trx.deleteFrom('seller').execute();
      for (const seller of sellers) await saveSeller(trx, seller);
    });
  }
}

async function saveSeller(db: SandboxConnection, seller: Seller): Promise<void> {
  const { id, ...row } = toRow(seller);
  await db
    .insertInto('seller')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  for (const apiKey of seller.apiKeys) {
    const { id: keyId, ...keyRow } = toKeyRow(seller, apiKey);
    await db
      .insertInto('api_key')
      .values({ id: keyId, ...keyRow })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(keyRow))
      .execute();
  }
}

function toRow(seller: Seller): Insertable<SellerTable> {
  return {
    id: seller.id,
    name: seller.name,
    gateway_active: seller.gatewayActive ? 1 : 0,
    minimum_amount: seller.minimumAmount,
    webhook_url: seller.webhookUrl,
    webhook_secret: seller.webhookSecret,
    created_at: seller.createdAt.getTime(),
  };
}

function toKeyRow(seller: Seller, apiKey: ApiKey): Insertable<ApiKeyTable> {
  return {
    id: apiKey.id,
    seller_id: seller.id,
    label: apiKey.label,
    key: apiKey.key,
    created_at: apiKey.createdAt.getTime(),
    last_used_at: apiKey.lastUsedAt?.getTime() ?? null,
    revoked_at: apiKey.revokedAt?.getTime() ?? null,
  };
}

function fromRow(row: Selectable<SellerTable>, keys: readonly Selectable<ApiKeyTable>[]): Seller {
  return {
    id: row.id,
    name: row.name,
    gatewayActive: row.gateway_active === 1,
    minimumAmount: row.minimum_amount,
    webhookUrl: row.webhook_url,
    webhookSecret: row.webhook_secret,
    createdAt: new Date(row.created_at),
    apiKeys: keys.map((key) => ({
      id: key.id,
      label: key.label,
      key: key.key,
      createdAt: new Date(key.created_at),
      lastUsedAt: key.last_used_at === null ? null : new Date(key.last_used_at),
      revokedAt: key.revoked_at === null ? null : new Date(key.revoked_at),
    })),
  };
}
