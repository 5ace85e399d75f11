import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Response } from 'express';
import { contentSecurityPolicy } from '../pages/content-security-policy.js';
import { renderHtml } from '../pages/html.js';
import { ApiReference } from './api-reference.js';
import type { DocsAssets } from './docs.assets.js';
import { readDocsAssets } from './docs.assets.js';
import { DocsPage } from './docs.page.js';
import { DOCS_PATH } from '../pages/docs.path.js';

/** `/docs`: the API reference as a page, and as the OpenAPI document that it is drawn from. */
@Controller(DOCS_PATH)
export class DocsController {
  #assets: Promise<DocsAssets> | undefined;

  constructor(private readonly reference: ApiReference) {}

  @Get()
  async page(@Res() response: Response): Promise<void> {
    const assets = await this.#readAssets();
    response
      .set({
        'Cache-Control': 'no-store',
        // Swagger UI's style sheet holds its arrows and locks.
        'Content-Security-Policy': contentSecurityPolicy([], ['data:']),
      })
      .type('html')
      .send(renderHtml(<DocsPage {...assets} />));
  }

  @Get('json')
  json(): Promise<OpenAPIObject> {
    return this.reference.document();
  }

  @Get('assets/:fileName')
  async asset(@Param('fileName') fileName: string, @Res() response: Response): Promise<void> {
    const { stylesheet, scripts } = await this.#readAssets();
    const asset = [stylesheet, ...scripts].find((each) => each.fileName === fileName);
    if (asset === undefined) throw new NotFoundException(`No asset is named ${fileName}.`);
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type(asset.contentType)
      .send(asset.body);
  }

  #readAssets(): Promise<DocsAssets> {
    this.#assets ??= readDocsAssets();
    return this.#assets;
  }
}
