import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ASSET_PATHS } from '../checkout/checkout.assets.js';
import { Asset } from '../pages/asset.js';
import { contentSecurityPolicy } from '../pages/content-security-policy.js';
import { renderHtml } from '../pages/html.js';
import { SandboxClock } from '../payments/payment.js';
import { SandboxOptions } from '../sandbox.options.js';
import { GatewaySettings } from '../settings/gateway.settings.js';
import { shownUrl } from '../webhooks/webhook.url.js';
import { HomePage } from './home.page.js';
import { homeStyles } from './home.styles.js';

const stylesheet = new Asset('home', 'css', homeStyles);

/** The sandbox's front door. */
@Controller()
export class HomeController {
  constructor(
    private readonly clock: SandboxClock,
    private readonly options: SandboxOptions,
    private readonly settings: GatewaySettings,
  ) {}

  @Get()
  show(@Res() response: Response): void {
    const { webhookUrl } = this.settings.view;
    const page = (
      <HomePage
        url={this.options.publicUrl}
        now={this.clock.now()}
        webhookUrl={webhookUrl === null ? null : shownUrl(webhookUrl)}
        stylesheet={`/${stylesheet.fileName}`}
        icon={ASSET_PATHS.icon}
      />
    );
    response
      .set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': contentSecurityPolicy() })
      .type('html')
      .send(renderHtml(page));
  }

  @Get(stylesheet.fileName)
  @Header('Content-Type', stylesheet.contentType)
  @Header('Cache-Control', 'public, max-age=31536000, immutable')
  style(): string {
    return stylesheet.body;
  }
}
