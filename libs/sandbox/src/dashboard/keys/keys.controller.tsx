import { Body, Get, Param, Post, Query } from '@nestjs/common';
import type { Redirect } from '../../pages/reply.js';
import { SandboxNotFoundError } from '../../sandbox.errors.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController, PlainText } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import type { Notice } from '../frame/notices.js';
import { View, redirectTo, submit } from '../frame/view.js';
import type { FormProblem } from './form-problem.js';
import { KeysPage } from './keys.page.js';

/** `/dashboard/keys`: sellers, their API keys and their endpoints. */
@DashboardController(VIEWS.keys.path)
export class DashboardKeysController {
  constructor(private readonly sellers: Sellers) {}

  @Get()
  show(@Query() query: unknown): View {
    return this.#view(new FormFields(query).given('reveal') ?? null);
  }

  @Post()
  create(@Body() body: unknown): Promise<View | Redirect> {
    const name = new FormFields(body).text('name');
    const action = () => this.sellers.create({ name });
    return this.#submit('seller-created', { form: 'new-seller', typed: name }, action);
  }

  @Post(':seller/keys')
  createKey(@Param('seller') seller: string, @Body() body: unknown): Promise<View | Redirect> {
    const label = new FormFields(body).text('label');
    const action = () => this.sellers.createKey(seller, { label });
    return this.#submit('key-created', { form: `${seller}/keys`, typed: label }, action);
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
  endpoint(@Param('seller') seller: string, @Body() body: unknown): Promise<View | Redirect> {
    const url = new FormFields(body).text('url');
    const action = () => this.sellers.update(seller, { webhookUrl: url === '' ? null : url });
    return this.#submit('endpoint-saved', { form: `${seller}/endpoint`, typed: url }, action);
  }

  @Post(':seller/gateway')
  gateway(@Param('seller') seller: string, @Body() body: unknown): Promise<View | Redirect> {
    const fields = new FormFields(body);
    const minimumAmount = fields.text('minimum');
    const form = { form: `${seller}/gateway`, typed: minimumAmount };
    return this.#submit('gateway-saved', form, () =>
      this.sellers.update(seller, { gatewayActive: fields.has('active'), minimumAmount }),
    );
  }

  #submit(
    notice: Notice,
    form: Omit<FormProblem, 'text'>,
    action: () => Promise<unknown>,
  ): Promise<View | Redirect> {
    return submit(
      action,
      () => redirectTo(VIEWS.keys.path, notice),
      (text) => this.#view(null, { ...form, text }),
    );
  }

  #view(revealed: string | null, problem: FormProblem | null = null): View {
    const sellers = this.sellers.list({ reveal: true });
    const page = <KeysPage sellers={sellers} revealed={revealed} problem={problem} />;
    return new View('keys', 'API keys and endpoint', page);
  }
}
