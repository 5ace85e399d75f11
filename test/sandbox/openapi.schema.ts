import { isDeepStrictEqual } from 'node:util';

export type Schema = Readonly<Record<string, unknown>>;

/** What a check of one keyword needs. */
interface Place {
  readonly value: unknown;
  readonly schema: Schema;
  readonly path: string;
  readonly components: Readonly<Record<string, Schema>>;
}

/** Says nothing about values. */
const ANNOTATIONS = ['description', 'default'];

/**
 * What is wrong with a value by its schema, an empty list when nothing is. It is stricter than JSON Schema: a property
 * that is not documented is wrong, unless the schema says otherwise, and so is a keyword that it does not know.
 *
 * @param components the schemas that `$ref` names.
 */
export function schemaProblems(
  value: unknown,
  schema: Schema,
  components: Readonly<Record<string, Schema>>,
  path = '$',
): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (ANNOTATIONS.includes(keyword)) return [];
    const check = CHECKS[keyword];
    if (check === undefined) return [`${path}: the schema has the unknown keyword ${keyword}`];
    return check(argument, { value, schema, path, components });
  });
}

type Check = (argument: unknown, place: Place) => string[];

const CHECKS: Readonly<Record<string, Check>> = {
  $ref: (name, { value, path, components }) => {
    const target = components[(name as string).replace('#/components/schemas/', '')];
    return target === undefined
      ? [`${path}: its schema is not there`]
      : schemaProblems(value, target, components, path);
  },
  type: (types, { value, path }) => {
    const allowed = [types].flat() as string[];
    return allowed.some((type) => isOfType(value, type))
      ? []
      : [`${path} is ${JSON.stringify(value)}, not ${allowed.join(' or ')}`];
  },
  enum: (words, { value, path }) =>
    (words as unknown[]).some((word) => isDeepStrictEqual(word, value))
      ? []
      : [`${path} is ${JSON.stringify(value)}, not one of ${JSON.stringify(words)}`],
  oneOf: (schemas, place) => exactlyOne(schemas as Schema[], place),
  anyOf: (schemas, { value, path, components }) =>
    (schemas as Schema[]).some((one) => schemaProblems(value, one, components).length === 0)
      ? []
      : [`${path} is ${JSON.stringify(value)}, which none of its schemas allows`],
  items: (items, { value, path, components }) =>
    Array.isArray(value)
      ? value.flatMap((item, at) =>
          schemaProblems(item, items as Schema, components, `${path}[${at}]`),
        )
      : [],
  required: (names, { value, path }) =>
    isRecord(value)
      ? (names as string[])
          .filter((name) => !Object.hasOwn(value, name))
          .map((name) => `${path}.${name} is missing`)
      : [],
  properties: (properties, { value, schema, path, components }) => {
    if (!isRecord(value)) return [];
    return Object.entries(value).flatMap(([name, item]) => {
      const property = (properties as Record<string, Schema>)[name];
      if (property !== undefined)
        return schemaProblems(item, property, components, `${path}.${name}`);
      return schema['additionalProperties'] === true ? [] : [`${path}.${name} is not documented`];
    });
  },
  additionalProperties: () => [],
  format: (format, { value, path }) => {
    const isRight = FORMATS[format as string];
    if (isRight === undefined) return [`${path}: the schema has an unknown format`];
    return typeof value !== 'string' || isRight(value) ? [] : [`${path} is malformed: ${value}`];
  },
  minimum: (least, { value, path }) => limit(value, path, (number) => number >= Number(least)),
  maximum: (most, { value, path }) => limit(value, path, (number) => number <= Number(most)),
  minLength: (least, { value, path }) => length(value, path, (size) => size >= Number(least)),
  maxLength: (most, { value, path }) => length(value, path, (size) => size <= Number(most)),
};

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text),
};

function exactlyOne(schemas: readonly Schema[], { value, path, components }: Place): string[] {
  const problems = schemas.map((one) => schemaProblems(value, one, components, path));
  const fits = problems.filter(({ length: count }) => count === 0).length;
  if (fits === 1) return [];
  return fits > 1 ? [`${path} fits ${fits} of its schemas`] : problems.flat();
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return isRecord(value);
  return typeof value === type;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function limit(value: unknown, path: string, isRight: (number: number) => boolean): string[] {
  return typeof value !== 'number' || isRight(value) ? [] : [`${path} is ${value}: out of range`];
}

function length(value: unknown, path: string, isRight: (size: number) => boolean): string[] {
  return typeof value !== 'string' || isRight(value.length) ? [] : [`${path} has a wrong length`];
}
