import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';

export type Schema = SchemaObject | ReferenceObject;
export type Properties = Readonly<Record<string, Schema>>;

/** An object of which each property must be there, but for those that are named as optional. */
export function object(properties: Properties, optional: readonly string[] = []): SchemaObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

/** An object of which any property may be left out. */
export function partial(properties: Properties): SchemaObject {
  return object(properties, Object.keys(properties));
}

export function list(items: Schema): SchemaObject {
  return { type: 'array', items };
}

export function text(description: string, rest: SchemaObject = {}): SchemaObject {
  return { type: 'string', description, ...rest };
}

export function flag(description: string): SchemaObject {
  return { type: 'boolean', description };
}

export function whole(description: string, rest: SchemaObject = {}): SchemaObject {
  return { type: 'integer', description, ...rest };
}

export function time(description: string): SchemaObject {
  return text(description, { format: 'date-time' });
}

export function oneWordOf(words: readonly string[], description: string): SchemaObject {
  return text(description, { enum: [...words] });
}

/** Null in place of a value. */
export function orNull(schema: SchemaObject): SchemaObject {
  return {
    ...schema,
    type: [schema.type ?? [], 'null'].flat(),
    ...(schema.enum !== undefined && { enum: [...schema.enum, null] }),
  };
}

/** A schema of the document's components, by its name. */
export function component(name: string): ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}

export function componentOrNull(name: string): SchemaObject {
  return { anyOf: [component(name), { type: 'null' }] };
}

/** The same properties in the gateway's spelling: `minimumAmount` as `minimum_amount`. */
export function snakeCased(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      schema,
    ]),
  );
}
