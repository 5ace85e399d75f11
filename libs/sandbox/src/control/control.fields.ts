import type { ClassConstructor } from 'class-transformer';
import { SandboxRequestError } from '../sandbox.errors.js';
import { checked, fieldsOf } from '../validation/checked.js';

/**
 * Reads the fields of a JSON body, whatever its content type: `curl -d` says that everything is a form.
 *
 * @param text the body as it came; undefined when there was none.
 * @throws {SandboxRequestError} when it is not a JSON object, or has a field that is not known here.
 */
export function readBody<Field extends string>(
  text: unknown,
  known: readonly Field[],
): Partial<Record<Field, unknown>> {
  const body = parse(typeof text === 'string' ? text : '');
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return readFields(body, known);
  }
  throw new SandboxRequestError(
    `The request body must be a JSON object. It can have ${known.join(', ')}.`,
  );
}

/**
 * Reads a JSON body that keeps the rules of a class.
 *
 * @throws {SandboxRequestError} naming the field that does not.
 */
export function readChecked<T extends object>(text: unknown, type: ClassConstructor<T>): T {
  return checked(type, readBody(text, fieldsOf(type)));
}

/**
 * Reads fields of which each must be known: a misspelt one that is passed over would leave a test green for the wrong
 * reason.
 *
 * @throws {SandboxRequestError} when there is another one.
 */
export function readFields<Field extends string>(
  fields: object,
  known: readonly Field[],
): Partial<Record<Field, unknown>> {
  const stray = Object.keys(fields).find((field) => !known.some((name) => name === field));
  if (stray === undefined) return fields;
  throw new SandboxRequestError(
    `There is no field ${JSON.stringify(stray)} here; there are ${known.join(', ')}.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
