import { Global, Module } from '@nestjs/common';
import { GatewaySettings } from './gateway.settings.js';

@Global()
@Module({ providers: [GatewaySettings], exports: [GatewaySettings] })
export class SettingsModule {}
