import { Controller, Get } from '@nestjs/common';

/** Answers as soon as the sandbox is ready; before that, nothing listens. */
@Controller('health')
export class HealthController {
  @Get()
  show() {
    return { status: 'ok' };
  }
}
