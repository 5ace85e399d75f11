import type { Type } from '@nestjs/common';
import type {
  ExampleObject,
  OperationObject,
  ParameterLocation,
  SchemaObject,
  SecurityRequirementObject,
} from '@nestjs/swagger';
import type { Schema } from './schemas/schema.js';
import type { Tag } from './tags.js';

/** One request and what is answered to it. The parts of both stand in the document under the same name. */
export interface Example {
  readonly summary: string;
  /** Values of the path, the query and the headers, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Left out where none is sent. */
  readonly body?: unknown;
  readonly status: number;
  /** Left out where the answer has no body. */
  readonly answer?: unknown;
}

export interface Parameter {
  readonly in: ParameterLocation;
  readonly schema: SchemaObject;
}

export interface Answer {
  readonly description: string;
  /** Left out where the answer has no body. */
  readonly schema?: Schema;
}

/** What the reference says of one route. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly security?: SecurityRequirementObject[];
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly body?: { readonly schema: Schema; readonly required: boolean };
  /** By HTTP status. */
  readonly answers: Readonly<Record<number, Answer>>;
  readonly examples: Readonly<Record<string, Example>>;
}

/** Operations by their ids, `Clock.show`. */
export type Section = ReadonlyMap<string, OperationObject>;

/**
 * Describes the routes of a controller. A handler that is added to it and not described does not compile.
 *
 * @param tag the group that they are shown in.
 */
export function describeRoutes<Controller>(
  { name }: Type<Controller>,
  tag: Tag,
  operations: { readonly [Handler in keyof Controller]: Operation },
): Section {
  return new Map(
    Object.entries<Operation>(operations).map(([handler, operation]) => [
      operationId(name, handler),
      operationObject(tag, operation),
    ]),
  );
}

/** @param controller the name of its class. */
export function operationId(controller: string, handler: string): string {
  return `${controller.replace(/Controller$/, '')}.${handler}`;
}

/** The first example of what may be left out: Swagger UI fills the first one in. */
const LEFT_OUT = { leftOut: { summary: 'Left out' } };

function operationObject(tag: Tag, operation: Operation): OperationObject {
  const { summary, description, security, parameters = {}, body, answers, examples } = operation;
  return {
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(security !== undefined && { security }),
    parameters: Object.entries(parameters).map(([name, parameter]) => ({
      name,
      in: parameter.in,
      required: parameter.in === 'path',
      ...(parameter.schema.description !== undefined && {
        description: parameter.schema.description,
      }),
      schema: parameter.schema,
      examples: {
        ...(parameter.in !== 'path' && LEFT_OUT),
        ...named(examples, (example) => example.parameters?.[name]),
      },
    })),
    ...(body !== undefined && {
      requestBody: {
        required: body.required,
        content: json(
          body.schema,
          named(examples, (example) => example.body),
        ),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [
        status,
        {
          description: answer.description,
          ...(answer.schema !== undefined && {
            content: json(
              answer.schema,
              named(examples, (example) =>
                example.status === Number(status) ? example.answer : undefined,
              ),
            ),
          }),
        },
      ]),
    ),
  };
}

function json(schema: Schema, examples: Record<string, ExampleObject>) {
  return { 'application/json': { schema, examples } };
}

/** The part that each example has of something, under the example's name. */
function named(
  examples: Operation['examples'],
  partOf: (example: Example) => unknown,
): Record<string, ExampleObject> {
  return Object.fromEntries(
    Object.entries(examples)
      .map(
        ([name, example]) => [name, { summary: example.summary, value: partOf(example) }] as const,
      )
      .filter(([, { value }]) => value !== undefined),
  );
}
