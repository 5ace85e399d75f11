import { Body, Get, Header, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SandboxNotFoundError } from '../../sandbox.errors.js';
import { Sellers } from '../../sellers/sellers.service.js';
import { VIEWS } from '../dashboard.path.js';
import { DashboardController } from '../frame/dashboard-controller.js';
import { FormFields } from '../frame/form-fields.js';
import type { Notice } from '../frame/notices.js';
import { DashboardPages } from '../frame/page.js';
import { refusal } from '../frame/refusal.js';
import type { FormProblem } from './keys.page.js';
import { KeysPage } from './keys.page.js';

/** `/dashboard/keys`: sellers, their API keys and their endpoints. */
@DashboardController(VIEWS.keys.path)
export class DashboardKeysController {
  constructor(
    private readonly pages: DashboardPages,
    private readonly sellers: Sellers,
  ) {}

  @Get()
  show(@Query() query: unknown, @Res() response: Response): void {
    const fields = new FormFields(query);
    this.#page(response, { revealed: fields.given('reveal') ?? null, done: fields.text('done') });
  }

  @Post()
  async create(@Body() body: unknown, @Res() response: Response): Promise<void> {
    const name = new FormFields(body).text('name');
    await this.#act(response, 'seller-created', { form: 'new-seller', typed: name }, () =>
      this.sellers.create({ name }),
    );
  }

  @Post(':seller/keys')
  async createKey(
    @Param('seller') seller: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const label = new FormFields(body).text('label');
    await this.#act(response, 'key-created', { form: `${seller}/keys`, typed: label }, () =>
      this.sellers.createKey(seller, { label }),
    );
  }

  @Post(':seller/keys/:key/rotate')
  async rotateKey(
    @Param('seller') seller: string,
    @Param('key') key: string,
    @Res() response: Response,
  ): Promise<void> {
    await this.sellers.rotateKey(seller, key);
    this.#back(response, 'key-rotated');
  }

  @Post(':seller/keys/:key/revoke')
  async revokeKey(
    @Param('seller') seller: string,
    @Param('key') key: string,
    @Res() response: Response,
  ): Promise<void> {
    await this.sellers.revokeKey(seller, key);
    this.#back(response, 'key-revoked');
  }

  /** The key alone, for the button that copies it. */
  @Get(':seller/keys/:key/plain')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  plainKey(@Param('seller') seller: string, @Param('key') key: string): string {
    const apiKey = this.sellers.get(seller).apiKeys.find(({ id }) => id === key);
    if (apiKey !== undefined) return apiKey.key;
    throw new SandboxNotFoundError('The seller has no such key.');
  }

  @Post(':seller/secret/rotate')
  async rotateSecret(@Param('seller') seller: string, @Res() response: Response): Promise<void> {
    await this.sellers.rotateWebhookSecret(seller);
    this.#back(response, 'secret-rotated');
  }

  /** The webhook secret alone, for the button that copies it. */
  @Get(':seller/secret/plain')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  plainSecret(@Param('seller') seller: string): string {
    return this.sellers.get(seller).webhookSecret;
  }

  @Post(':seller/endpoint')
  async endpoint(
    @Param('seller') seller: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const url = new FormFields(body).text('url');
    await this.#act(response, 'endpoint-saved', { form: `${seller}/endpoint`, typed: url }, () =>
      this.sellers.update(seller, { webhookUrl: url === '' ? null : url }),
    );
  }

  @Post(':seller/gateway')
  async gateway(
    @Param('seller') seller: string,
    @Body() body: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const fields = new FormFields(body);
    const minimumAmount = fields.text('minimum');
    const form = { form: `${seller}/gateway`, typed: minimumAmount };
    await this.#act(response, 'gateway-saved', form, () =>
      this.sellers.update(seller, { gatewayActive: fields.has('active'), minimumAmount }),
    );
  }

  async #act(
    response: Response,
    notice: Notice,
    form: Omit<FormProblem, 'text'>,
    action: () => Promise<unknown>,
  ): Promise<void> {
    const text = await refusal(action);
    if (text === null) this.#back(response, notice);
    else this.#page(response, { problem: { ...form, text } });
  }

  #back(response: Response, notice: Notice): void {
    response.redirect(303, `${VIEWS.keys.path}?done=${notice}`);
  }

  #page(
    response: Response,
    how: { revealed?: string | null; problem?: FormProblem; done?: string },
  ): void {
    const { revealed = null, problem = null, done } = how;
    const around = this.pages.around();
    this.pages.send(response, around, {
      view: 'keys',
      title: 'API keys and endpoint',
      status: problem === null ? 200 : 422,
      done,
      content: (
        <KeysPage
          sellers={this.sellers.list()}
          revealed={revealed}
          problem={problem}
          now={around.clock.now}
        />
      ),
    });
  }
}
