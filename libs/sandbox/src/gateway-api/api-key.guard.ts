import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { SellerRegistry } from '../sellers/seller.registry.js';
import { GatewayRefusal } from './gateway.refusal.js';

/** Requires a seller's API key in the header `x-api-key`, and tells the controller whose it is. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly sellers: SellerRegistry) {}

  canActivate(context: ExecutionContext): boolean {
    const response = context.switchToHttp().getResponse<Response>();
    const seller = this.sellers.authenticate(response.req.get('x-api-key') ?? '');
    if (seller === null) throw new GatewayRefusal(401, 'Unauthorized');
    response.locals['sellerId'] = seller.id;
    return true;
  }
}
