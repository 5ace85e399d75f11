import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';

/** What a browser reports about where a form was sent from. */
export interface FormOrigin {
  /** `Sec-Fetch-Site`, which a page cannot set. Missing outside browsers, and on plain HTTP from other machines. */
  readonly site: string | undefined;
  /** `Origin`: `null` from this page, whose `Referrer-Policy` is `no-referrer`. */
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/** Whether a form was sent from the checkout page itself or by a program, and not from a page of another site. */
export function isOwnForm({ site, origin, host }: FormOrigin): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Rejects the checkout's forms when a page of another site sends them. Anyone may view the page. */
@Injectable()
export class OwnFormGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<Request>();
    if (method !== 'POST') return true;
    const { origin, host } = headers;
    const site = headers['sec-fetch-site'];
    if (isOwnForm({ site: typeof site === 'string' ? site : undefined, origin, host })) return true;
    throw new ForbiddenException('The form was sent from another site.');
  }
}
