import { Controller, Get, Post, UseGuards, VersioningType } from '@nestjs/common';
import { webhookControllerAt } from './webhook.controller.js';
import { webhookPaths } from './webhook.routes.js';
import { WebhookSecretGuard } from './webhook-secret.guard.js';

interface App {
  readonly modulePath?: string;
  readonly prefix?: string;
  readonly versioned?: boolean;
}

function pathsOf(path: string, { modulePath = '', prefix = '', versioned = false }: App = {}) {
  const controller = webhookControllerAt({ path, decorators: [] });
  const type = VersioningType.URI as const;
  return webhookPaths([{ controller, modulePath }], {
    getGlobalPrefix: () => prefix,
    getVersioning: () => (versioned ? { type } : undefined),
  });
}

describe('the URL of a webhook', () => {
  it.each<[string, App, string]>([
    ['webhooks/ovgc', {}, '/webhooks/ovgc'],
    ['webhooks/ovgc', {}, '//Webhooks//ovgc/?a=1'],
    ['webhooks/ovgc', {}, '/webhooks/%6fvgc'],
    ['webhooks/ovgc', { prefix: '/api' }, '/api/webhooks/ovgc'],
    ['webhooks/ovgc', { prefix: 'api', versioned: true }, '/api/v2/webhooks/ovgc'],
    ['webhooks/ovgc', { modulePath: '/:tenant' }, '/eu/webhooks/ovgc'],
    ['', {}, '/'],
    ['/', { prefix: 'api' }, '/api'],
    ['hooks/ovgc-:account', {}, '/hooks/ovgc-eu'],
    ['hooks/:account(\\d+)', {}, '/hooks/7'],
    ['hooks/*rest', {}, '/hooks/a/b'],
  ])('of the path %j, with %j, is %s', (path, app, url) => {
    expect(pathsOf(path, app)(url)).toBe(true);
  });

  it.each<[string, string]>([
    ['webhooks/ovgc', '/'],
    ['webhooks/ovgc', '/webhooks'],
    ['webhooks/ovgc', '/webhooks/ovgc/eu'],
    ['webhooks/ovgc', '/admin/webhooks/ovgc'],
    ['hooks/ovgc-:account', '/hooks/stripe'],
    ['hooks/a.b', '/hooks/axb'],
    ['', '/webhooks'],
  ])('of the path %j is not %s', (path, url) => {
    expect(pathsOf(path)(url)).toBe(false);
  });

  it('is that of a method with the guard, or of all methods under it', () => {
    class Hooks {
      @Get('health')
      health(): void {}
    }
    @Controller('one')
    class OneMethod extends Hooks {
      @Post('ovgc')
      @UseGuards(WebhookSecretGuard)
      take(): void {}
    }
    @Controller('all')
    @UseGuards(WebhookSecretGuard)
    class AllMethods extends Hooks {}
    const receivers = [OneMethod, AllMethods].map((controller) => ({ controller, modulePath: '' }));
    const isWebhook = webhookPaths(receivers, {
      getGlobalPrefix: () => '',
      getVersioning: () => undefined,
    });
    const urls = ['/one/ovgc', '/one/health', '/all/health'];
    expect(urls.map(isWebhook)).toEqual([true, false, true]);
  });
});
