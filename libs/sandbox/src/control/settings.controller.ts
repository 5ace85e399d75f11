import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import type { GatewaySettingsChange } from '../settings/gateway.settings.js';
import { GatewaySettings } from '../settings/gateway.settings.js';
import { readBody } from './control.fields.js';
import { ControlGuard } from './control.guard.js';

/** `/_sandbox/settings`: what a seller or an admin sets in the dashboard. */
@Controller('_sandbox/settings')
@UseGuards(ControlGuard)
export class SettingsController {
  constructor(private readonly settings: GatewaySettings) {}

  @Get()
  view() {
    return this.settings.view;
  }

  @Post()
  @HttpCode(200)
  change(@Body() body: unknown) {
    const fields = readBody(body, ['gatewayActive', 'minimumAmount', 'webhookUrl']);
    return this.settings.change(fields as GatewaySettingsChange);
  }
}
