import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, ForbiddenException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { prepareReply } from '../pages/reply.js';
import { failed, foreignForm } from './checkout.replies.js';

/** Shows the customer a page instead of JSON when a form is rejected or something unexpected fails. */
@Catch()
export class CheckoutErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Checkout');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const isForeign = error instanceof ForbiddenException;
    if (!isForeign) this.logger.error(error instanceof Error ? error.stack : String(error));
    response.send(prepareReply(response, isForeign ? foreignForm : failed));
  }
}
