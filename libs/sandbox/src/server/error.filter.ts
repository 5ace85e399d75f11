import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { SandboxNotFoundError, SandboxRequestError } from '../sandbox.errors.js';
import { GATEWAY_PATH } from './paths.js';

interface Problem {
  readonly status: number;
  readonly message: string;
}

/** Answers every error as JSON: in the gateway's own shape under its API, and never with a stack. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger('Sandbox');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const known = problemOf(error);
    if (known === null) this.#logger.error(error);
    const { status, message } = known ?? { status: 500, message: 'Internal server error' };
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const isGateway = GATEWAY_PATH.test(http.getRequest<Request>().originalUrl);
    const text =
      isGateway && status === 404 && error instanceof HttpException ? 'Not found.' : message;
    response.status(status).json(isGateway ? { status: false, error: text } : { error: text });
  }
}

/** What may be told of an error; null for one that nobody foresaw. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof GatewayRefusal) return { status: error.httpStatus, message: error.message };
  if (error instanceof HttpException) {
    return { status: error.getStatus(), message: error.message };
  }
  if (error instanceof SandboxRequestError) return { status: 400, message: error.message };
  if (error instanceof SandboxNotFoundError) return { status: 404, message: error.message };
  return isBodyError(error) ? { status: error.status, message: error.message } : null;
}

/** What Express's body parser throws: too large, an unknown charset and the like. */
function isBodyError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'expose' in error && error.expose === true && 'status' in error;
}
