import type { ClassConstructor } from 'class-transformer';
import { plainToInstance } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { getMetadataStorage, validateSync } from 'class-validator';
import 'reflect-metadata';
import { SandboxRequestError } from '../sandbox.errors.js';

/** What is wrong with what was given, and where. */
export interface FieldProblem {
  /** The field, such as `sellers[1].name`; empty when it is the whole. */
  readonly path: string;
  /** To be read behind the path. */
  readonly problem: string;
}

export type Checked<T> =
  { readonly kind: 'valid'; readonly value: T } | ({ readonly kind: 'invalid' } & FieldProblem);

/**
 * Holds a value against the rules of a class. A field that the class does not have is a problem, too: a misspelt one
 * that is passed over would change nothing without a word.
 *
 * @param naming how fields are spelt where the value comes from. Default: as in the class.
 */
export function check<T extends object>(
  type: ClassConstructor<T>,
  given: unknown,
  naming: (field: string) => string = (field) => field,
): Checked<T> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const fields = fieldsOf(type).map(naming).join(', ');
    return { kind: 'invalid', path: '', problem: `must be an object with ${fields}.` };
  }
  const value = plainToInstance(type, given);
  const [error] = validateSync(value, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: false },
  });
  if (error === undefined) return { kind: 'valid', value };
  return { kind: 'invalid', ...problemOf(error, naming) };
}

/**
 * A value that keeps the rules of a class.
 *
 * @throws {SandboxRequestError} naming the field that does not.
 */
export function checked<T extends object>(type: ClassConstructor<T>, given: unknown): T {
  const result = check(type, given);
  if (result.kind === 'valid') return result.value;
  throw new SandboxRequestError(`${result.path || 'The request'} ${result.problem}`);
}

/** The names of a class's fields. */
export function fieldsOf(type: ClassConstructor<object>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

function problemOf(
  error: ValidationError,
  naming: (field: string) => string,
  parent = '',
): FieldProblem {
  const isIndex = /^\d+$/.test(error.property);
  const field = isIndex ? `[${error.property}]` : naming(error.property);
  const path = parent === '' || isIndex ? parent + field : `${parent}.${field}`;
  const { whitelistValidation, nestedValidation, ...broken } = error.constraints ?? {};
  if (whitelistValidation === undefined) {
    // What is no list at all is no list of objects either; the first says more.
    const [own] = Object.values(broken);
    if (own !== undefined) return { path, problem: own };
    const [inner] = error.children ?? [];
    if (inner !== undefined) return problemOf(inner, naming, path);
    return { path, problem: nestedValidation ?? 'cannot be used.' };
  }
  const known = fieldsOf(error.target?.constructor as ClassConstructor<object>).map(naming);
  return { path, problem: `is not a field here; there are ${known.join(', ')}.` };
}
