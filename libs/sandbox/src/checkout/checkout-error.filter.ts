import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { failed } from './checkout.replies.js';
import { sendReply } from './checkout.reply.js';

/** Shows a page instead of JSON when something unforeseen fails under a customer. */
@Catch()
export class CheckoutErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Checkout');

  catch(error: unknown, host: ArgumentsHost): void {
    this.logger.error(error instanceof Error ? error.stack : String(error));
    sendReply(host.switchToHttp().getResponse<Response>(), failed);
  }
}
