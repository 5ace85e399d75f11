import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, ForbiddenException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { failed, foreignForm } from './checkout.replies.js';
import { sendReply } from './checkout.reply.js';

/** Shows a page instead of JSON when a form is refused or something unforeseen fails under a customer. */
@Catch()
export class CheckoutErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Checkout');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof ForbiddenException) return sendReply(response, foreignForm);
    this.logger.error(error instanceof Error ? error.stack : String(error));
    sendReply(response, failed);
  }
}
