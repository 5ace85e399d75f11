import { isFields, snakeCase } from '../validation/fields.js';

type SnakeCase<Name> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Name;

/** An object with its fields in the gateway's spelling: `minimumAmount` as `minimum_amount`. */
export type SnakeCased<T> = {
  readonly [Name in keyof T as SnakeCase<Name>]: SnakeCasedValue<T[Name]>;
};

type SnakeCasedValue<T> = T extends Date
  ? T
  : T extends readonly (infer Item)[]
    ? readonly SnakeCasedValue<Item>[]
    : T extends object
      ? SnakeCased<T>
      : T;

/** Spells the fields of a value as the gateway does; a webhook's `body` keeps the spelling it was sent with. */
export function snakeCased<T>(value: T): SnakeCasedValue<T> {
  return renamed(value) as SnakeCasedValue<T>;
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (!isFields(value) || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      snakeCase(name),
      name === 'body' ? field : renamed(field),
    ]),
  );
}
