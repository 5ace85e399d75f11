import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { IncomingHttpHeaders } from 'node:http';

/** What a browser reports about where a form was sent from. */
type FormOrigin = Pick<IncomingHttpHeaders, 'sec-fetch-site' | 'origin' | 'host'>;

/** Whether a form was sent from the checkout page itself or by a program, and not from a page of another site. */
export function isOwnForm({ 'sec-fetch-site': site, origin, host }: FormOrigin): boolean {
  // A page cannot set `Sec-Fetch-Site`. It is missing outside browsers, and on plain HTTP from other machines.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  // `null` comes from this page, whose `Referrer-Policy` is `no-referrer`.
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Rejects the checkout's forms when a page of another site sends them. Anyone may view the page. */
@Injectable()
export class OwnFormGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<Request>();
    if (method !== 'POST' || isOwnForm(headers)) return true;
    throw new ForbiddenException('The form was sent from another site.');
  }
}
