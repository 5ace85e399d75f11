import type { ClassConstructor } from 'class-transformer';
import { IsString } from 'class-validator';
import { readGatewayBody } from '../gateway-api/gateway.body.js';
import { GatewayRefusal } from '../gateway-api/gateway.refusal.js';
import { check } from '../validation/checked.js';

/** What an admin logs in with. */
export class AdminLogin {
  @IsString({ message: 'must be a text, as the sandbox told it at its start.' })
  readonly email!: string;

  @IsString({ message: 'must be a text, as the sandbox told it at its start.' })
  readonly password!: string;
}

/**
 * Reads fields that are spelt as the gateway spells its own, `minimum_amount`.
 *
 * @throws {GatewayRefusal} with HTTP status 200, as the gateway answers a failed validation (OVGC API, Errors).
 */
export function readAdminFields<T extends object>(
  fields: Readonly<Record<string, unknown>>,
  type: ClassConstructor<T>,
): T {
  const given = Object.entries(fields).map(([field, value]) => [camelCase(field), value]);
  const result = check(type, Object.fromEntries(given), snakeCase);
  if (result.kind === 'valid') return result.value;
  throw new GatewayRefusal(200, `${result.path} ${result.problem}`);
}

/** Reads the body of an admin's call: a JSON object, empty if there is none. */
export function readAdminBody<T extends object>(text: unknown, type: ClassConstructor<T>): T {
  return readAdminFields(readGatewayBody(text, undefined), type);
}

function camelCase(field: string): string {
  return field.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
