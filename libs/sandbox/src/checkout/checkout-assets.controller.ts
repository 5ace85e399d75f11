import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ASSETS_PATH, checkoutAssets } from './checkout.assets.js';

/** Serves the checkout page’s style, script and pictures. */
@Controller(ASSETS_PATH)
export class CheckoutAssetsController {
  @Get(':fileName')
  show(@Param('fileName') fileName: string, @Res() response: Response): void {
    checkoutAssets.send(fileName, response);
  }
}
