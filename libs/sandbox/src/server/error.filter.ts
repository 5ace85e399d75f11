import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Logger, UnauthorizedException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ForeignRequestException } from '../access/access.middleware.js';
import { foreignForm } from '../checkout/checkout.replies.js';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { prepareReply } from '../pages/reply.js';
import { SandboxNotFoundError, SandboxRequestError } from '../sandbox.errors.js';
import { API_PATH, CHECKOUT_PATH, GATEWAY_PATH } from './paths.js';

/**
 * Answers every error as JSON, without a stack: in the gateway's own format under its API. Who may not see a page is told
 * so in plain text.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('Sandbox');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const expectedStatus = statusOf(error);
    if (expectedStatus === null) this.#logger.error(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = expectedStatus ?? 500;
    const { originalUrl } = http.getRequest<Request>();
    if (isAccessError(error) && !API_PATH.test(originalUrl)) {
      const isForm = error instanceof ForeignRequestException && error.reason === 'site';
      if (isForm && CHECKOUT_PATH.test(originalUrl)) {
        response.send(prepareReply(response, foreignForm));
      } else {
        response.status(status).type('text').send(`${error.message}\n`);
      }
      return;
    }
    const isGateway = GATEWAY_PATH.test(originalUrl);
    let message = expectedStatus === null ? 'Internal server error' : (error as Error).message;
    if (isGateway && status === 404 && error instanceof HttpException) message = 'Not found.';
    response
      .status(status)
      .json(isGateway ? { status: false, error: message } : { error: message });
  }
}

/** The status of an error whose message may be shown; null for an unexpected error. */
function statusOf(error: unknown): number | null {
  if (error instanceof GatewayRefusal) return error.httpStatus;
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof SandboxRequestError) return 400;
  if (error instanceof SandboxNotFoundError) return 404;
  return isBodyError(error) ? error.status : null;
}

/** Whether a request was refused for where it came from, or for want of a password. */
function isAccessError(error: unknown): error is HttpException {
  return error instanceof ForeignRequestException || error instanceof UnauthorizedException;
}

/** What Express's body parser throws, for example for a body that is too large or has an unknown charset. */
function isBodyError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'expose' in error && error.expose === true && 'status' in error;
}
