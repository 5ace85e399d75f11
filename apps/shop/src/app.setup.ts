import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RequestMethod } from '@nestjs/common';
import { shopConfig, type ShopConfig } from './shop.config.js';

const ASSETS = fileURLToPath(new URL('../public', import.meta.url));

/** Sets up the app, in tests and in production: headers, CSRF protection, static assets. */
export function setUpApp(app: NestExpressApplication): void {
  const { ovgc } = app.get<ShopConfig>(shopConfig.KEY);
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: "'none'",
        baseUri: "'none'",
        connectSrc: "'self'",
        // Buying posts a form that is redirected to the checkout, and browsers apply this policy to the redirect as well.
        formAction: ["'self'", new URL(ovgc.baseUrl).origin],
        frameAncestors: "'none'",
        imgSrc: "'self'",
        scriptSrc: "'self'",
        styleSrc: "'self'",
      },
    },
    // With no-referrer, a browser would post our own forms with `Origin: null`.
    referrerPolicy: { policy: 'same-origin' },
    // Only the proxy that ends TLS knows whether the shop is reached by HTTPS alone.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
  });
  // The gateway is not a browser on our own pages: its webhook carries a secret instead.
  app.enableCsrfProtection({ exclude: [{ path: 'webhooks/ovgc', method: RequestMethod.POST }] });
  app.useStaticAssets(ASSETS, { prefix: '/assets/', maxAge: '1h', index: false });
}
