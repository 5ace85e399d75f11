import { Controller, Get } from '@nestjs/common';

/** Answers once the sandbox is ready: before that, nothing listens. */
@Controller('health')
export class HealthController {
  @Get()
  show() {
    return { status: 'ok' };
  }
}
