import { Catch, HttpException, HttpStatus, Logger, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { Request, Response } from 'express';
import {
  CheckoutUnavailableException,
  InvalidOrderException,
  OrderStateException,
} from '../orders/orders.exceptions.js';
import { answerFormat } from './answer.format.js';
import { HomePage } from './home.page.js';
import { renderPage } from './page.renderer.js';
import { ProblemPage } from './problem.page.js';

/** Shows people what went wrong on a page. Programs get Nest's JSON. */
@Catch()
export class PageExceptionFilter extends BaseExceptionFilter {
  private readonly logger = new Logger(PageExceptionFilter.name);

  override catch(exception: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (exception instanceof CheckoutUnavailableException && exception.retryAfterSeconds !== null) {
      response.set('Retry-After', String(exception.retryAfterSeconds));
    }
    if (response.headersSent || answerFormat(request) === 'json') {
      super.catch(exception, host);
      return;
    }
    if (
      exception instanceof CheckoutUnavailableException ||
      exception instanceof OrderStateException
    ) {
      // The order's own page shows its status and what to do. Reloading it posts nothing.
      response.redirect(HttpStatus.SEE_OTHER, `/orders/${exception.orderUuid}`);
      return;
    }
    const status = this.statusOf(exception);
    if (status >= 500) this.logger.error(exception);
    const page =
      exception instanceof InvalidOrderException
        ? renderPage(HomePage, { entered: exception.entered, problems: exception.problems })
        : renderPage(ProblemPage, { status });
    response.status(status).set('Cache-Control', 'no-store').send(page);
  }

  private statusOf(exception: unknown): number {
    if (exception instanceof HttpException) return exception.getStatus();
    // A body parser's error: the body was too large, or malformed.
    if (this.isHttpError(exception)) return exception.statusCode;
    return HttpStatus.INTERNAL_SERVER_ERROR;
  }
}
