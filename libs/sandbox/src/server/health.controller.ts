import { Controller, Get } from '@nestjs/common';

@Controller('health')
export class HealthController {
  /**
   * Check whether the sandbox is ready.
   *
   * @returns The sandbox is ready. Before that, nothing listens.
   */
  @Get()
  show(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }
}
