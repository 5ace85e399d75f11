import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { MaskedSellers } from '../sellers/masked-sellers.js';
import { RevealQuery } from '../sellers/reveal.query.js';
import { NewApiKey, NewSeller, NewWebhookSecret, SellerChange } from '../sellers/seller.fields.js';
import { readAdminBody, readAdminFields } from './admin.fields.js';
import { AdminGuard } from './admin.guard.js';
import { apiKeyView, sellerView } from './admin.views.js';

type QueryFields = Readonly<Record<string, unknown>>;

/** `/backend/api/admin/sellers`: who is paid, their API keys and their webhook secrets. */
@Controller('backend/api/admin/sellers')
@UseGuards(AdminGuard)
export class AdminSellersController {
  constructor(private readonly sellers: MaskedSellers) {}

  @Get()
  list(@Query() query: QueryFields) {
    return {
      status: true,
      sellers: this.sellers.list({ reveal: isRevealed(query) }).map(sellerView),
    };
  }

  @Get(':id')
  read(@Param('id') id: string, @Query() query: QueryFields) {
    return {
      status: true,
      seller: sellerView(this.sellers.get(id, { reveal: isRevealed(query) })),
    };
  }

  @Post()
  @HttpCode(200)
  async create(@Body() body: unknown) {
    const request = readAdminBody(body, NewSeller);
    return { status: true, seller: sellerView(await this.sellers.create(request)) };
  }

  @Patch(':id')
  async update(@Param('id') id: string, @Body() body: unknown) {
    const change = readAdminBody(body, SellerChange);
    return { status: true, seller: sellerView(await this.sellers.update(id, change)) };
  }

  @Post(':id/api-keys')
  @HttpCode(200)
  async createKey(@Param('id') id: string, @Body() body: unknown) {
    const request = readAdminBody(body, NewApiKey);
    return { status: true, api_key: apiKeyView(await this.sellers.createKey(id, request)) };
  }

  @Post(':id/api-keys/:keyId/rotate')
  @HttpCode(200)
  async rotateKey(@Param('id') id: string, @Param('keyId') keyId: string) {
    return { status: true, api_key: apiKeyView(await this.sellers.rotateKey(id, keyId)) };
  }

  @Post(':id/api-keys/:keyId/revoke')
  @HttpCode(200)
  async revokeKey(@Param('id') id: string, @Param('keyId') keyId: string) {
    return { status: true, api_key: apiKeyView(await this.sellers.revokeKey(id, keyId)) };
  }

  @Post(':id/webhook-secret/rotate')
  @HttpCode(200)
  async rotateWebhookSecret(@Param('id') id: string, @Body() body: unknown) {
    const request = readAdminBody(body, NewWebhookSecret);
    return { status: true, webhook_secret: await this.sellers.rotateWebhookSecret(id, request) };
  }
}

function isRevealed(query: QueryFields): boolean {
  return readAdminFields(query, RevealQuery).reveal === 'true';
}
