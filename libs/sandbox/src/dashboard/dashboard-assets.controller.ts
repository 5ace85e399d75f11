import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ASSETS_PATH, dashboardAssets } from './dashboard.assets.js';

/** Serves the dashboard’s style, script and pictures. */
@Controller(ASSETS_PATH)
export class DashboardAssetsController {
  @Get(':fileName')
  show(@Param('fileName') fileName: string, @Res() response: Response): void {
    dashboardAssets.send(fileName, response);
  }
}
