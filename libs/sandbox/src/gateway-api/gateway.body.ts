import { createParamDecorator } from '@nestjs/common';
import type { Request } from 'express';
import type { Fields } from '../validation/fields.js';
import { readJsonFields } from '../validation/fields.js';
import { GatewayRefusal } from './gateway.refusal.js';

/**
 * Reads the body of a seller's call: JSON whatever its content type, or a form if the type says so.
 *
 * @param text the raw body; an empty or missing one has no fields.
 * @throws {GatewayRefusal} with HTTP status 400 when it is neither.
 */
export function readGatewayBody(text: unknown, contentType: string | undefined): Fields {
  if (
    typeof text === 'string' &&
    contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded')
  ) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  return readJsonFields(text, (problem) => new GatewayRefusal(400, problem));
}

/** The fields of a body that nobody has validated yet. */
export type Unchecked<Body> = { readonly [Field in keyof Body]?: unknown };

/** The fields of a seller's call. */
export const GatewayBody = createParamDecorator((_data, context) => {
  const request = context.switchToHttp().getRequest<Request>();
  return readGatewayBody(request.body, request.get('content-type'));
});
