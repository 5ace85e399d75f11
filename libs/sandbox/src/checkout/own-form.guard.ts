import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ForbiddenException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { isOwnForm } from './own-form.js';

/** Keeps the pages of other sites from sending the checkout's forms. Looking at the page is free. */
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
