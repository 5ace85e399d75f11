import { Controller, Get, Header } from '@nestjs/common';
import { HomePage } from './home.page.js';
import { renderPage } from './page.renderer.js';

@Controller()
export class HomeController {
  @Get()
  @Header('Cache-Control', 'no-store')
  show(): string {
    return renderPage(HomePage, {});
  }
}
