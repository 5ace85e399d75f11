import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import type { VNode } from 'preact';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import { contentSecurityPolicy } from './content-security-policy.js';
import { renderHtml } from './html.js';

export interface PageOptions {
  /** 200 unless given. */
  readonly status?: number;
  /** URLs that the page's forms may lead to, besides the sandbox's own. */
  readonly formTargets?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTML page to answer with. No cache stores it. */
export class Page {
  constructor(
    readonly document: VNode,
    readonly options: PageOptions = {},
  ) {}
}

/** A redirect with status 303, so going back or reloading never repeats what was posted. */
export class Redirect {
  constructor(readonly location: string) {}
}

export type Reply = Page | Redirect;

/** Sets the status and the headers of a reply. Returns its body. */
export function prepareReply(response: Response, reply: Reply): string {
  response.set('Cache-Control', 'no-store');
  if (reply instanceof Redirect) {
    response.status(303).setHeader('Location', headerText(reply.location));
    return '';
  }
  const { status = 200, formTargets = [], headers = {} } = reply.options;
  response
    .status(status)
    .set({ 'Content-Security-Policy': contentSecurityPolicy(formTargets), ...headers })
    .type('html');
  return renderHtml(reply.document);
}

/** Sends the `Page` or the `Redirect` that a handler returns. Other values are sent as usual. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((answer: unknown) => {
        const isReply = answer instanceof Page || answer instanceof Redirect;
        return isReply ? prepareReply(response, answer) : answer;
      }),
    );
  }
}

/** A URL as it was given, except for characters that a header cannot contain. */
function headerText(url: string): string {
  return url.replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent);
}
