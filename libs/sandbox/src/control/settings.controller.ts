import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { SellerSettings } from '../sellers/seller.fields.js';
import { Sellers } from '../sellers/sellers.service.js';
import { readBody } from './control.fields.js';
import { ControlGuard } from './control.guard.js';

/** `/_sandbox/settings`: the default seller's, for who needs no other. */
@Controller('_sandbox/settings')
@UseGuards(ControlGuard)
export class SettingsController {
  constructor(private readonly sellers: Sellers) {}

  @Get()
  view() {
    const { gatewayActive, minimumAmount, webhookUrl } = this.sellers.default;
    return { gatewayActive, minimumAmount, webhookUrl };
  }

  @Post()
  @HttpCode(200)
  async change(@Body() body: unknown) {
    const fields = readBody(body, ['gatewayActive', 'minimumAmount', 'webhookUrl']);
    await this.sellers.update(this.sellers.default.id, fields as SellerSettings);
    return this.view();
  }
}
