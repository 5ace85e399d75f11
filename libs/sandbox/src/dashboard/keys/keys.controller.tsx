import { Body, Get, Param, Post, Query } from '@nestjs/common';
import type { Redirect } from '../../pages/reply.js';
import { SandboxNotFoundError } from '../../sandbox.errors.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController, PlainText } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import type { Notice } from '../frame/notices.js';
import { View, redirectTo, submit } from '../frame/view.js';
import { KeysPage } from './keys.page.js';

/** `/dashboard/keys`: sellers, their API keys and their endpoints. */
@DashboardController(VIEWS.keys.path)
export class DashboardKeysController {
  constructor(private readonly sellers: Sellers) {}

  @Get()
  show(@Query() query: FormFields): View {
    return this.#view(query.given('reveal'));
  }

  @Post()
  create(@Body() fields: FormFields): Promise<View | Redirect> {
    const name = fields.text('name');
    return this.#submit('seller-created', () => this.sellers.create({ name }));
  }

  @Post(':seller/keys')
  createKey(@Param('seller') seller: string, @Body() fields: FormFields): Promise<View | Redirect> {
    const label = fields.text('label');
    return this.#submit('key-created', () => this.sellers.createKey(seller, { label }));
  }

  @Post(':seller/keys/:key/rotate')
  async rotateKey(@Param('seller') seller: string, @Param('key') key: string): Promise<Redirect> {
    await this.sellers.rotateKey(seller, key);
    return redirectTo(VIEWS.keys.path, 'key-rotated');
  }

  @Post(':seller/keys/:key/revoke')
  async revokeKey(@Param('seller') seller: string, @Param('key') key: string): Promise<Redirect> {
    await this.sellers.revokeKey(seller, key);
    return redirectTo(VIEWS.keys.path, 'key-revoked');
  }

  @PlainText(':seller/keys/:key/plain')
  plainKey(@Param('seller') seller: string, @Param('key') key: string): string {
    const apiKey = this.sellers.get(seller, { reveal: true }).apiKeys.find(({ id }) => id === key);
    if (apiKey !== undefined) return apiKey.key;
    throw new SandboxNotFoundError('The seller does not have this key.');
  }

  @Post(':seller/secret/rotate')
  async rotateSecret(@Param('seller') seller: string): Promise<Redirect> {
    await this.sellers.rotateWebhookSecret(seller);
    return redirectTo(VIEWS.keys.path, 'secret-rotated');
  }

  @PlainText(':seller/secret/plain')
  plainSecret(@Param('seller') seller: string): string {
    return this.sellers.get(seller, { reveal: true }).webhookSecret;
  }

  @Post(':seller/endpoint')
  endpoint(@Param('seller') seller: string, @Body() fields: FormFields): Promise<View | Redirect> {
    const webhookUrl = fields.given('url') ?? null;
    return this.#submit('endpoint-saved', () => this.sellers.update(seller, { webhookUrl }));
  }

  @Post(':seller/gateway')
  gateway(@Param('seller') seller: string, @Body() fields: FormFields): Promise<View | Redirect> {
    const change = { gatewayActive: fields.has('active'), minimumAmount: fields.text('minimum') };
    return this.#submit('gateway-saved', () => this.sellers.update(seller, change));
  }

  #submit(notice: Notice, action: () => Promise<unknown>): Promise<View | Redirect> {
    return submit(action, redirectTo(VIEWS.keys.path, notice), () => this.#view());
  }

  #view(revealed?: string): View {
    const sellers = this.sellers.list({ reveal: true });
    const page = <KeysPage sellers={sellers} revealed={revealed} />;
    return new View('keys', 'API keys and endpoint', page);
  }
}
