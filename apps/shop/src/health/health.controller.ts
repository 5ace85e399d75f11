import { Controller, Get } from '@nestjs/common';

@Controller('health')
export class HealthController {
  /** Answers once the shop listens, which it does only after its databases are open. */
  @Get()
  check(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
