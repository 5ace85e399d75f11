import { type ArgumentsHost, Catch, HttpException, Logger } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { ovgcErrorResponse } from './ovgc.error-response.js';
import { OvgcError } from './ovgc.errors.js';

/**
 * Responds to each {@link OvgcError} that leaves a route with the status and the message of {@link ovgcErrorResponse}:
 * the body is `{ statusCode, code, message }`, and 503 has a `Retry-After`. The details go to the log. Works on Express
 * and Fastify. Outside HTTP, in a gateway or a GraphQL resolver, the error passes through.
 *
 * @example
 * // For the whole app, in any module:
 * providers: [{ provide: APP_FILTER, useClass: OvgcExceptionFilter }];
 * // For a controller or a route:
 * @UseFilters(OvgcExceptionFilter)
 */
@Catch(OvgcError)
export class OvgcExceptionFilter extends BaseExceptionFilter {
  private readonly logger = new Logger('OvgcExceptionFilter');

  override catch(exception: OvgcError, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw exception;
    const { retryAfterSeconds, ...body } = ovgcErrorResponse(exception);
    const { statusCode, code } = body;
    const details = `${code}: ${exception.message}`;
    if (statusCode >= 500) this.logger.error(details);
    if (statusCode === 422) this.logger.warn(details);
    const response: unknown = host.switchToHttp().getResponse();
    const adapter = this.applicationRef ?? this.httpAdapterHost?.httpAdapter;
    if (retryAfterSeconds !== null && adapter?.isHeadersSent?.(response) === false) {
      adapter.setHeader?.(response, 'Retry-After', String(retryAfterSeconds));
    }
    super.catch(new HttpException(body, statusCode, { cause: exception }), host);
  }
}
