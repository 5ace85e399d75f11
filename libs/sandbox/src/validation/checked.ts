import type { ClassConstructor } from 'class-transformer';
import { plainToInstance } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { getMetadataStorage, validateSync } from 'class-validator';
import 'reflect-metadata';
import { SandboxRequestError } from '../sandbox.errors.js';
import type { Fields } from './fields.js';
import { isFields } from './fields.js';

/** What is wrong with a value, and where. */
export interface FieldProblem {
  /** The field, such as `sellers[1].name`; empty for the whole value. */
  readonly path: string;
  /** Follows the path in a message. */
  readonly problem: string;
}

export type Checked<T> =
  { readonly kind: 'valid'; readonly value: T } | ({ readonly kind: 'invalid' } & FieldProblem);

/** Spells a field's name as it is spelled where a value comes from. */
export type Naming = (field: string) => string;

const asInClass: Naming = (field) => field;

/**
 * Validates a value against the rules of a DTO class. An unknown field is a problem too: if a misspelled one were
 * ignored, a test could pass for the wrong reason.
 *
 * @param naming how the value spells its fields. Default: as the class does.
 */
export function check<T extends object>(
  type: ClassConstructor<T>,
  given: unknown,
  naming: Naming = asInClass,
): Checked<T> {
  const names = new Map(fieldsOf(type).map((field) => [naming(field), field]));
  const known = [...names.keys()];
  if (!isFields(given)) {
    return { kind: 'invalid', path: '', problem: `must be an object with ${known.join(', ')}.` };
  }
  const unknown = Object.keys(given).find((name) => !names.has(name));
  if (unknown !== undefined) {
    return { kind: 'invalid', path: unknown, problem: unknownField(known) };
  }
  const fields = Object.entries(given).map(([name, value]) => [names.get(name), value]);
  const value = plainToInstance(type, Object.fromEntries(fields) as Fields);
  const [error] = validateSync(value, {
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: true, value: false },
  });
  if (error === undefined) return { kind: 'valid', value };
  return { kind: 'invalid', ...problemOf(error, naming) };
}

/**
 * Validates a value against a DTO class and returns it as an instance.
 *
 * @throws {SandboxRequestError} naming the first invalid field.
 */
export function checked<T extends object>(
  type: ClassConstructor<T>,
  given: unknown,
  naming?: Naming,
): T {
  if (given instanceof type) return given;
  const result = check(type, given, naming);
  if (result.kind === 'valid') return result.value;
  throw new SandboxRequestError(`${result.path || 'The request'} ${result.problem}`);
}

/** The names of a class's fields. */
export function fieldsOf(type: ClassConstructor<object>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

function unknownField(known: readonly string[]): string {
  return `is not a known field; the fields are ${known.join(', ')}.`;
}

function problemOf(error: ValidationError, naming: Naming, parent = ''): FieldProblem {
  const isIndex = /^\d+$/.test(error.property);
  const field = isIndex ? `[${error.property}]` : naming(error.property);
  const path = parent === '' || isIndex ? parent + field : `${parent}.${field}`;
  const { whitelistValidation, nestedValidation, ...broken } = error.constraints ?? {};
  if (whitelistValidation !== undefined) {
    const known = fieldsOf(error.target?.constructor as ClassConstructor<object>).map(naming);
    return { path, problem: unknownField(known) };
  }
  // A value that is no list is no list of objects either; the field's own rule says more.
  const [own] = Object.values(broken);
  if (own !== undefined) return { path, problem: own };
  const [inner] = error.children ?? [];
  if (inner !== undefined) return problemOf(inner, naming, path);
  return { path, problem: nestedValidation ?? 'is invalid.' };
}
