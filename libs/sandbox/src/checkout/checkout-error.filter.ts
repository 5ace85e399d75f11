import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { prepareReply } from '../pages/reply.js';
import { failed } from './checkout.replies.js';

/** Shows the customer a page instead of JSON when something unexpected fails. */
@Catch()
export class CheckoutErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Checkout');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    this.logger.error(error instanceof Error ? error.stack : String(error));
    response.send(prepareReply(response, failed));
  }
}
