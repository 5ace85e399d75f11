import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { applyDecorators, Controller, Injectable } from '@nestjs/common';
import { UseGuards, UseInterceptors, UsePipes } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { map } from 'rxjs';
import { AnswerField } from '../control/sellers.controller.js';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { snakeCase, snakeCased } from '../validation/fields.js';
import { RequestPipe } from '../validation/request.pipe.js';
import { AdminGuard } from './admin.guard.js';

/** Reads fields spelled as the gateway spells its own, `minimum_amount`, and refuses invalid ones as the gateway does. */
export const adminPipe = new RequestPipe(
  (problem, kind) => new GatewayRefusal(kind === 'invalid' ? 200 : 400, problem),
  snakeCase,
);

/** Answers as the gateway does: `status` is true, and fields are spelled as the gateway spells its own. */
@Injectable()
export class AdminAnswer implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<object>): Observable<object> {
    const field = this.reflector.get(AnswerField, context.getHandler());
    return next.handle().pipe(
      map(snakeCased),
      map((answer) => ({ status: true, ...(field === undefined ? answer : { [field]: answer }) })),
    );
  }
}

/**
 * Marks a controller of the admin endpoints: its routes are under `/backend/api/admin`, need a login, read bodies and
 * queries as the DTO classes of their parameters, and answer in the gateway's spelling.
 */
export function AdminController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`backend/api/admin/${path}`),
    UseGuards(AdminGuard),
    UsePipes(adminPipe),
    UseInterceptors(AdminAnswer),
  );
}
