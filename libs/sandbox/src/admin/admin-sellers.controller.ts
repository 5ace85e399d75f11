import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { ApiKey, Seller } from '../sellers/seller.js';
import {
  NewApiKey,
  NewSeller,
  NewWebhookSecret,
  RevealOptions,
  SellerChange,
} from '../sellers/seller.fields.js';
import { Sellers } from '../sellers/sellers.service.js';
import { AdminController } from './admin-controller.js';
import type { SnakeCased } from './snake-cased.js';
import { snakeCased } from './snake-cased.js';

interface OneSeller {
  readonly status: true;
  readonly seller: SnakeCased<Seller>;
}

interface OneApiKey {
  readonly status: true;
  readonly api_key: SnakeCased<ApiKey>;
}

@AdminController('sellers')
export class AdminSellersController {
  constructor(private readonly sellers: Sellers) {}

  /**
   * List sellers.
   *
   * @returns The sellers, oldest first.
   * @throws {200} What is invalid in the query.
   */
  @Get()
  list(@Query() options: RevealOptions): {
    readonly status: true;
    readonly sellers: readonly SnakeCased<Seller>[];
  } {
    return { status: true, sellers: snakeCased(this.sellers.list(options)) };
  }

  /**
   * Add a seller.
   *
   * The seller starts with one API key. This answer shows its secrets.
   *
   * @returns The seller, with its secrets.
   * @throws {200} The field that is invalid.
   * @throws {400} The name is taken.
   */
  @Post()
  @HttpCode(200)
  async create(@Body() seller: NewSeller): Promise<OneSeller> {
    return oneSeller(await this.sellers.create(seller));
  }

  /**
   * Get a seller.
   *
   * @param id The seller’s id.
   * @returns The seller.
   * @throws {200} What is invalid in the query.
   * @throws {404} There is no such seller.
   */
  @Get(':id')
  read(@Param('id') id: string, @Query() options: RevealOptions): OneSeller {
    return oneSeller(this.sellers.get(id, options));
  }

  /**
   * Change a seller.
   *
   * What is left out does not change.
   *
   * @param id The seller’s id.
   * @returns The seller.
   * @throws {200} The field that is invalid.
   * @throws {400} The name is taken.
   * @throws {404} There is no such seller.
   */
  @Patch(':id')
  async update(@Param('id') id: string, @Body() change: SellerChange): Promise<OneSeller> {
    return oneSeller(await this.sellers.update(id, change));
  }

  /**
   * Add an API key.
   *
   * @param id The seller’s id.
   * @returns The key, with its value.
   * @throws {200} The field that is invalid.
   * @throws {404} There is no such seller.
   */
  @Post(':id/api-keys')
  @HttpCode(200)
  async createKey(@Param('id') id: string, @Body() key: NewApiKey): Promise<OneApiKey> {
    return oneApiKey(await this.sellers.createKey(id, key));
  }

  /**
   * Rotate an API key.
   *
   * The old key is refused from now on.
   *
   * @param id The seller’s id.
   * @param keyId The key’s id.
   * @returns The new key, with its value.
   * @throws {400} The key is revoked.
   * @throws {404} There is no such seller or key.
   */
  @Post(':id/api-keys/:keyId/rotate')
  @HttpCode(200)
  async rotateKey(@Param('id') id: string, @Param('keyId') keyId: string): Promise<OneApiKey> {
    return oneApiKey(await this.sellers.rotateKey(id, keyId));
  }

  /**
   * Revoke an API key.
   *
   * The key is refused from now on and cannot be restored.
   *
   * @param id The seller’s id.
   * @param keyId The key’s id.
   * @returns The revoked key.
   * @throws {400} The key is already revoked.
   * @throws {404} There is no such seller or key.
   */
  @Post(':id/api-keys/:keyId/revoke')
  @HttpCode(200)
  async revokeKey(@Param('id') id: string, @Param('keyId') keyId: string): Promise<OneApiKey> {
    return oneApiKey(await this.sellers.revokeKey(id, keyId));
  }

  /**
   * Rotate the webhook secret.
   *
   * All webhooks carry the new secret from now on, resent ones too.
   *
   * @param id The seller’s id.
   * @returns The new secret.
   * @throws {200} The field that is invalid.
   * @throws {404} There is no such seller.
   */
  @Post(':id/webhook-secret/rotate')
  @HttpCode(200)
  async rotateWebhookSecret(
    @Param('id') id: string,
    @Body() secret?: NewWebhookSecret,
  ): Promise<{
    readonly status: true;
    /** What webhooks carry from now on. */
    readonly webhook_secret: string;
  }> {
    return { status: true, webhook_secret: await this.sellers.rotateWebhookSecret(id, secret) };
  }
}

function oneSeller(seller: Seller): OneSeller {
  return { status: true, seller: snakeCased(seller) };
}

function oneApiKey(apiKey: ApiKey): OneApiKey {
  return { status: true, api_key: snakeCased(apiKey) };
}
