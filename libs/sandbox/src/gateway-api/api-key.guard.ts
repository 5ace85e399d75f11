import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ApiKeys } from './api-keys.js';
import { GatewayRefusal } from './gateway.refusal.js';

/** Lets pass who sends a seller's key in the header `x-api-key`. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly apiKeys: ApiKeys) {}

  canActivate(context: ExecutionContext): boolean {
    const apiKey = context.switchToHttp().getRequest<Request>().get('x-api-key') ?? '';
    if (this.apiKeys.knows(apiKey)) return true;
    throw new GatewayRefusal(401, 'Unauthorized');
  }
}
