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
import { checked } from '../validation/checked.js';
import { readChecked } from './control.fields.js';
import { ControlGuard } from './control.guard.js';

/** `/_sandbox/sellers`: who is paid, their API keys and their webhook secrets. */
@Controller('_sandbox/sellers')
@UseGuards(ControlGuard)
export class SellersController {
  constructor(private readonly sellers: MaskedSellers) {}

  @Get()
  list(@Query() query: unknown) {
    return this.sellers.list({ reveal: isRevealed(query) });
  }

  @Get(':id')
  read(@Param('id') id: string, @Query() query: unknown) {
    return this.sellers.get(id, { reveal: isRevealed(query) });
  }

  @Post()
  create(@Body() body: unknown) {
    return this.sellers.create(readChecked(body, NewSeller));
  }

  @Patch(':id')
  update(@Param('id') id: string, @Body() body: unknown) {
    return this.sellers.update(id, readChecked(body, SellerChange));
  }

  @Post(':id/api-keys')
  createKey(@Param('id') id: string, @Body() body: unknown) {
    return this.sellers.createKey(id, readChecked(body, NewApiKey));
  }

  @Post(':id/api-keys/:keyId/rotate')
  @HttpCode(200)
  rotateKey(@Param('id') id: string, @Param('keyId') keyId: string) {
    return this.sellers.rotateKey(id, keyId);
  }

  @Post(':id/api-keys/:keyId/revoke')
  @HttpCode(200)
  revokeKey(@Param('id') id: string, @Param('keyId') keyId: string) {
    return this.sellers.revokeKey(id, keyId);
  }

  @Post(':id/webhook-secret/rotate')
  @HttpCode(200)
  async rotateWebhookSecret(@Param('id') id: string, @Body() body: unknown) {
    const request = readChecked(body || '{}', NewWebhookSecret);
    return { webhookSecret: await this.sellers.rotateWebhookSecret(id, request) };
  }
}

function isRevealed(query: unknown): boolean {
  return checked(RevealQuery, query).reveal === 'true';
}
