import type { Schema } from './openapi.schema.js';

/** As much of an OpenAPI document as the tests read. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly description: string };
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Paths;
  readonly webhooks: Paths;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

type Paths = Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;

interface DocumentedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly (Content & { readonly name: string; readonly in: string })[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** A value of the document with the schema that stands beside it. */
export interface DocumentedValue {
  readonly value: unknown;
  readonly schema: Schema;
}

/** A value that is sent outside the body. */
export interface DocumentedParameter extends DocumentedValue {
  readonly name: string;
  readonly in: string;
  readonly value: string;
}

/** A request of the document and what it documents as the answer, put together by their common name. */
export interface DocumentedExample {
  readonly name: string;
  readonly operationId: string;
  readonly method: string;
  /** With its parameters still in braces. */
  readonly path: string;
  readonly parameters: readonly DocumentedParameter[];
  /** Undefined where none is sent. */
  readonly body: DocumentedValue | undefined;
  /** The name of what the caller proves itself by. */
  readonly security: string | undefined;
  readonly status: number;
  /** Undefined where the answer has no body. */
  readonly answer: DocumentedValue | undefined;
}

/** An operation with where it stands. */
export interface DocumentedRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: DocumentedOperation;
}

interface Content {
  readonly schema: Schema;
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

export function routesOf(paths: Paths): DocumentedRoute[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Every example of every operation. */
export function examplesOf({ paths }: OpenApiDocument): DocumentedExample[] {
  return routesOf(paths).flatMap((route) =>
    namesOf(route.operation).map((name) => exampleOf(route, name)),
  );
}

/** What an operation's request body is documented to be. */
export function requestsOf({ requestBody }: DocumentedOperation): DocumentedValue[] {
  const content = contentOf(requestBody);
  return Object.keys(content?.examples ?? {}).flatMap((name) => valueOf(content, name) ?? []);
}

function exampleOf({ method, path, operation }: DocumentedRoute, name: string): DocumentedExample {
  const [status, response] = answerTo(operation, name);
  return {
    name,
    operationId: operation.operationId,
    method,
    path,
    parameters: parametersOf(operation).flatMap((parameter) => {
      const value = valueOf(parameter, name) as DocumentedParameter | undefined;
      return value === undefined ? [] : { ...value, name: parameter.name, in: parameter.in };
    }),
    body: valueOf(contentOf(operation.requestBody), name),
    security: Object.keys(operation.security?.[0] ?? {})[0],
    status: Number(status),
    answer: valueOf(contentOf(response), name),
  };
}

/** The names of the examples; where nothing is sent and nothing answered there is one all the same. */
function namesOf(operation: DocumentedOperation): string[] {
  const contents = [
    ...parametersOf(operation),
    contentOf(operation.requestBody),
    ...Object.values(operation.responses).map(contentOf),
  ];
  const names = new Set(contents.flatMap((content) => Object.keys(content?.examples ?? {})));
  const isBare = Object.values(operation.responses).some(
    (response) => contentOf(response) === undefined,
  );
  const isMet = [...names].some((name) => contentOf(answerTo(operation, name)[1]) === undefined);
  return isBare && !isMet ? [...names, 'bare'] : [...names];
}

/** The answer that has this name; one without a body has none. */
function answerTo(operation: DocumentedOperation, name: string): [string, unknown] {
  const answers = Object.entries(operation.responses);
  const found =
    answers.find(([, response]) => contentOf(response)?.examples[name] !== undefined) ??
    answers.find(([, response]) => contentOf(response) === undefined);
  if (found === undefined) throw new Error(`${operation.operationId}: no answer is named ${name}.`);
  return found;
}

function parametersOf({ parameters = [] }: DocumentedOperation) {
  return parameters;
}

function contentOf(part: unknown): Content | undefined {
  return (part as { content?: Record<string, Content> } | undefined)?.content?.['application/json'];
}

function valueOf(content: Content | undefined, name: string): DocumentedValue | undefined {
  const example = content?.examples[name];
  return content === undefined || example === undefined
    ? undefined
    : { value: example.value, schema: content.schema };
}
