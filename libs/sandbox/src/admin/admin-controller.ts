import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { applyDecorators, Controller, UseGuards, UsePipes } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { check } from '../validation/checked.js';
import { readJsonFields, snakeCase } from '../validation/fields.js';
import { AdminGuard } from './admin.guard.js';

/**
 * Marks a controller of the admin endpoints: its routes are under `/backend/api/admin`, need a login, and read bodies
 * and queries as the DTO classes of their parameters.
 */
export function AdminController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(`backend/api/admin/${path}`),
    UseGuards(AdminGuard),
    UsePipes(AdminPipe),
  );
}

/** Reads fields spelled as the gateway spells its own, `minimum_amount`, and refuses invalid ones as the gateway does. */
export class AdminPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (metatype === undefined || (type !== 'body' && type !== 'query')) return value;
    const fields =
      type === 'query'
        ? value
        : readJsonFields(value, (problem) => new GatewayRefusal(400, problem));
    const result = check(metatype as ClassConstructor<object>, fields, snakeCase);
    if (result.kind === 'valid') return result.value;
    throw new GatewayRefusal(200, `${result.path} ${result.problem}`);
  }
}
