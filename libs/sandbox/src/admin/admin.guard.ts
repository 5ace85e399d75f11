import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { AdminTokens } from './admin.tokens.js';

/** Lets pass who has logged in (docs/gateway-api.md, Errors: "a protected admin endpoint without a valid JWT"). */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(private readonly tokens: AdminTokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { authorization = '' } = context.switchToHttp().getRequest<Request>().headers;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token !== undefined && (await this.tokens.isValid(token))) return true;
    throw new GatewayRefusal(401, 'Unauthorized');
  }
}
