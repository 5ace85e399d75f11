import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { contentSecurityPolicy } from '../pages/content-security-policy.js';
import { DOCS_PATH } from '../pages/docs.path.js';
import { renderHtml } from '../pages/html.js';
import { ApiReference } from './api-reference.js';
import { DocsPage } from './docs.page.js';

/** `/docs`: the API reference as a page and as the OpenAPI document that the page shows. */
@Controller(DOCS_PATH)
export class DocsController {
  constructor(private readonly reference: ApiReference) {}

  @Get()
  async page(@Res() response: Response): Promise<void> {
    const assets = await this.reference.assets();
    response
      .set({
        'Cache-Control': 'no-store',
        // The viewer styles its parts with attributes.
        'Content-Security-Policy': contentSecurityPolicy([], ['data:']).replace(
          "style-src 'self'",
          "style-src 'self' 'unsafe-inline'",
        ),
      })
      .type('html')
      .send(renderHtml(<DocsPage {...assets} />));
  }

  @Get('json')
  async json(@Res() response: Response): Promise<void> {
    response.type('json').send(await this.reference.document());
  }
}
