import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** How a request is answered: with a page for a person, or with JSON for a program. */
export type Format = 'page' | 'json';

/** A form is answered with a page, any other body with JSON; without a body `Accept` decides, a page by default. */
export function answerFormat(request: Request): Format {
  if (request.is('urlencoded')) return 'page';
  if (request.is('*/*')) return 'json';
  return request.accepts(['html', 'json']) === 'html' ? 'page' : 'json';
}

/** A handler's parameter: the {@link Format} of its answer. */
export const AnswerFormat = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  answerFormat(context.switchToHttp().getRequest<Request>()),
);
