import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ASSETS_PATH, findAsset } from './dashboard.assets.js';

/** Serves the dashboard's style, script and pictures. */
@Controller(ASSETS_PATH)
export class DashboardAssetsController {
  @Get(':fileName')
  show(@Param('fileName') fileName: string, @Res() response: Response): void {
    const asset = findAsset(fileName);
    if (asset === undefined) throw new NotFoundException(`No asset is named ${fileName}.`);
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      .type(asset.contentType)
      .send(asset.body);
  }
}
