import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** The format of an answer: a page for people, or JSON for programs. */
export type Format = 'page' | 'json';

/** A form gets a page, any other body JSON. Without a body, `Accept` decides; the default is a page. */
export function answerFormat(request: Request): Format {
  if (request.is('urlencoded')) return 'page';
  if (request.is('*/*')) return 'json';
  return request.accepts(['html', 'json']) === 'html' ? 'page' : 'json';
}

/** A handler's parameter: the {@link Format} of its answer. */
export const AnswerFormat = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  answerFormat(context.switchToHttp().getRequest<Request>()),
);
