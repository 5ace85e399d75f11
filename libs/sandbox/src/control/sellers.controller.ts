import { Body, Get, HttpCode, Injectable, Param, Patch, Post, Query } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { ApiKey, Seller } from '../sellers/seller.js';
import {
  NewApiKey,
  NewSeller,
  NewWebhookSecret,
  RevealOptions,
  SellerChange,
} from '../sellers/seller.fields.js';
import { Sellers } from '../sellers/sellers.service.js';
import { ControlController } from './control-controller.js';

/** The field in which the admin endpoints put what a handler returns. Default: its fields are those of the answer. */
export const AnswerField = Reflector.createDecorator<string>();

/**
 * What the control API and the admin endpoints do to sellers. The errors of validation are documented as `invalid`: the
 * control API answers them with 400, the admin endpoints with 200.
 */
@Injectable()
export abstract class SellerEndpoints {
  constructor(private readonly sellers: Sellers) {}

  /**
   * List sellers.
   *
   * @returns The sellers, oldest first.
   * @throws {invalid} The query is invalid.
   */
  @Get()
  @AnswerField('sellers')
  list(@Query() options: RevealOptions): readonly Seller[] {
    return this.sellers.list(options);
  }

  /**
   * Add a seller.
   *
   * The seller starts with one API key. This answer shows its secrets.
   *
   * @returns The seller, with its secrets.
   * @throws {invalid} A field is invalid.
   * @throws {400} The name is taken.
   */
  @Post()
  @AnswerField('seller')
  create(@Body() seller: NewSeller): Promise<Seller> {
    return this.sellers.create(seller);
  }

  /**
   * Get a seller.
   *
   * @param id The seller’s id.
   * @returns The seller.
   * @throws {invalid} The query is invalid.
   * @throws {404} There is no such seller.
   */
  @Get(':id')
  @AnswerField('seller')
  read(@Param('id') id: string, @Query() options: RevealOptions): Seller {
    return this.sellers.get(id, options);
  }

  /**
   * Change a seller.
   *
   * What is left out does not change.
   *
   * @param id The seller’s id.
   * @returns The seller.
   * @throws {invalid} A field is invalid.
   * @throws {400} The name is taken.
   * @throws {404} There is no such seller.
   */
  @Patch(':id')
  @AnswerField('seller')
  update(@Param('id') id: string, @Body() change: SellerChange): Promise<Seller> {
    return this.sellers.update(id, change);
  }

  /**
   * Add an API key.
   *
   * @param id The seller’s id.
   * @returns The key, with its value.
   * @throws {invalid} A field is invalid.
   * @throws {404} There is no such seller.
   */
  @Post(':id/api-keys')
  @AnswerField('api_key')
  createKey(@Param('id') id: string, @Body() key: NewApiKey): Promise<ApiKey> {
    return this.sellers.createKey(id, key);
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
  @AnswerField('api_key')
  rotateKey(@Param('id') id: string, @Param('keyId') keyId: string): Promise<ApiKey> {
    return this.sellers.rotateKey(id, keyId);
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
  @AnswerField('api_key')
  revokeKey(@Param('id') id: string, @Param('keyId') keyId: string): Promise<ApiKey> {
    return this.sellers.revokeKey(id, keyId);
  }

  /**
   * Rotate the webhook secret.
   *
   * All webhooks carry the new secret from now on, resent ones too.
   *
   * @param id The seller’s id.
   * @returns The new secret.
   * @throws {invalid} A field is invalid.
   * @throws {404} There is no such seller.
   */
  @Post(':id/webhook-secret/rotate')
  @HttpCode(200)
  async rotateWebhookSecret(
    @Param('id') id: string,
    @Body() secret?: NewWebhookSecret,
  ): Promise<{
    /** What webhooks carry from now on. */
    readonly webhookSecret: string;
  }> {
    return { webhookSecret: await this.sellers.rotateWebhookSecret(id, secret) };
  }
}

@ControlController('sellers')
export class SellersController extends SellerEndpoints {}
