import ts from 'typescript';
import type { Access } from './access.js';
import { accessOf, asSent, decorators } from './access.js';
import type { Example, Examples, Recorder } from './recorder.js';
import { exampleRequests } from './requests.js';
import type { Schema, Schemas } from './schemas.js';
import { flowing, reference } from './schemas.js';

/** An operation of the document, with where it belongs. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Schema & { readonly operationId: string };
}

const METHODS = ['Get', 'Post', 'Patch', 'Delete'];

/** Sellers' calls take a fault in a header; the gateway's middleware reads it. */
const FAULT_HEADER = {
  name: 'x-sandbox-fault',
  in: 'header',
  required: false,
  description:
    'A fault for this call, such as `lost_answer`, `status=503` or `delay=2s`; or for what follows for its payment, such as `webhook.duplicate`.',
  schema: { type: 'string' },
};

/** Reads the operations of a controller from its decorators, its types and its comments. */
export class Operations {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly schemas: Schemas,
    private readonly recorder: Recorder,
  ) {}

  async of(file: ts.SourceFile): Promise<Route[]> {
    const routes: Route[] = [];
    for (const controller of file.statements.filter(ts.isClassDeclaration)) {
      const access = accessOf(controller);
      if (access === null) continue;
      for (const handler of this.#handlers(controller)) {
        routes.push(await this.#route(access, handler));
      }
    }
    return routes;
  }

  /** The methods that answer requests, in the order of the base class if there is one. */
  #handlers(controller: ts.ClassDeclaration): ts.Symbol[] {
    const type = this.checker.getTypeAtLocation(controller);
    const inherited = this.checker.getBaseTypes(type as ts.InterfaceType);
    const names = [...inherited, type].flatMap((each) =>
      each.getProperties().map(({ name }) => name),
    );
    return [...new Set(names)]
      .map((name) => type.getProperty(name))
      .filter((handler) => handler !== undefined)
      .filter((handler) => methodOf(handler) !== null);
  }

  async #route(access: Access, handler: ts.Symbol): Promise<Route> {
    const { declaration, decorator } = methodOf(handler) as Method;
    const operationId = `${access.name}.${handler.name}`;
    const requests = exampleRequests[operationId];
    if (requests === undefined) throw new Error(`${operationId} has no examples.`);
    const { security } = access;
    const method = decorator.name.toLowerCase();
    const path = `/${[access.path, ...decorator.args].join('/')}`.replaceAll(/:(\w+)/g, '{$1}');
    const comment = flowing(ts.displayPartsToString(handler.getDocumentationComment(this.checker)));
    const [summary = '', ...description] = comment.split('\n\n');
    const code = argumentOf(declaration, 'HttpCode');
    const success = Number(code ?? (method === 'post' ? 201 : 200));
    const examples = await this.recorder.record(
      { method, path, security },
      asSent(requests, access),
    );
    return {
      method,
      path,
      operation: {
        operationId,
        summary: summary.replace(/\.$/, ''),
        ...(description.length > 0 && { description: description.join('\n\n') }),
        ...(security !== undefined && { security: [{ [security]: [] }] }),
        parameters: this.#parameters(access, declaration, handler, examples),
        ...this.#body(access, declaration, examples),
        responses: this.#responses(access, declaration, handler, success, examples),
      },
    };
  }

  #parameters(
    { path, naming }: Access,
    declaration: ts.MethodDeclaration,
    handler: ts.Symbol,
    examples: Examples,
  ): Schema[] {
    const comments = tagsOf(handler, 'param', this.checker);
    const found = declaration.parameters.flatMap((parameter) => {
      const [decorator] = decorators(parameter);
      if (decorator?.name === 'Param') {
        const name = decorator.args[0] ?? '';
        const comment = comments.find((text) => text.startsWith(`${name} `)) ?? '';
        const description = comment.slice(name.length + 1);
        return [{ name, in: 'path', required: true, description, schema: { type: 'string' } }];
      }
      if (decorator?.name !== 'Query') return [];
      const fields = this.schemas.fields(this.checker.getTypeAtLocation(parameter), naming);
      return fields.map(({ name, required, schema: { description, ...schema } }) => ({
        name,
        in: 'query',
        required,
        description,
        schema,
      }));
    });
    return [...found, ...(path === 'backend/api' ? [FAULT_HEADER] : [])].map((parameter) => ({
      ...parameter,
      examples: named(examples, (example) => example.parameters?.[parameter.name]),
    }));
  }

  #body({ naming }: Access, declaration: ts.MethodDeclaration, examples: Examples): Schema {
    const body = declaration.parameters.find((parameter) =>
      decorators(parameter).some(({ name }) => name === 'Body' || name === 'GatewayBody'),
    );
    if (body === undefined) return {};
    const type = this.checker.getTypeAtLocation(body);
    const { aliasSymbol, aliasTypeArguments: [checkedType = type] = [] } = type;
    const schema = this.schemas.of(
      this.checker.getNonNullableType(aliasSymbol?.name === 'Unchecked' ? checkedType : type),
      naming,
    );
    const content = json(
      schema,
      named(examples, (one) => one.body),
    );
    return { requestBody: { required: body.questionToken === undefined, content } };
  }

  #responses(
    access: Access,
    declaration: ts.MethodDeclaration,
    handler: ts.Symbol,
    success: number,
    examples: Examples,
  ): Schema {
    const [returns = ''] = tagsOf(handler, 'returns', this.checker);
    const errors = tagsOf(handler, 'throws', this.checker).map((text) => {
      const [, status = '', description = ''] = /^\{(\w+)\} (.*)$/s.exec(text) ?? [];
      return { status: status === 'invalid' ? access.invalid : Number(status), description };
    });
    const all = [...errors, ...(access.refusal === undefined ? [] : [access.refusal])];
    const described = (status: number) =>
      all
        .filter((problem) => problem.status === status)
        .map(({ description }) => description)
        .join(' ');
    const answer = (status: number, description: string, schema: Schema | null): Schema => ({
      [status]: {
        description,
        ...(schema !== null && {
          content: json(
            schema,
            named(examples, (example) => (example.status === status ? example.answer : undefined)),
          ),
        }),
      },
    });
    const error = reference(access.error);
    const shown = this.#answer(access, declaration);
    const refused = described(success);
    const first =
      refused === ''
        ? answer(success, returns, shown)
        : answer(success, `${returns} Or, with \`status: false\`: ${lowered(refused)}`, {
            oneOf: [shown, error],
          });
    const others = new Set(all.map(({ status }) => status).filter((status) => status !== success));
    return Object.assign(
      first,
      ...[...others].map((status) => answer(status, described(status), error)),
    ) as Schema;
  }

  /** What a handler answers; null where there is no body. */
  #answer({ naming }: Access, declaration: ts.MethodDeclaration): Schema | null {
    const type = this.checker
      .getTypeAtLocation(declaration)
      .getCallSignatures()[0]
      ?.getReturnType();
    const returned = type && (this.checker.getAwaitedType(type) ?? type);
    if (returned === undefined || returned.flags & ts.TypeFlags.Void) return null;
    if (naming?.prefix === undefined) return this.schemas.of(returned);
    const schema = this.schemas.of(returned, naming);
    const field = argumentOf(declaration, 'AnswerField');
    const { properties, required } = (
      field === undefined ? schema : { properties: { [field]: schema }, required: [field] }
    ) as { properties: Schema; required: readonly string[] };
    return {
      type: 'object',
      properties: { status: { type: 'boolean', enum: [true] }, ...properties },
      required: ['status', ...required],
    };
  }
}

interface Method {
  readonly declaration: ts.MethodDeclaration;
  readonly decorator: { readonly name: string; readonly args: readonly string[] };
}

function methodOf({ valueDeclaration }: ts.Symbol): Method | null {
  if (valueDeclaration === undefined || !ts.isMethodDeclaration(valueDeclaration)) return null;
  const decorator = decorators(valueDeclaration).find(({ name }) => METHODS.includes(name));
  return decorator === undefined ? null : { declaration: valueDeclaration, decorator };
}

function argumentOf(declaration: ts.MethodDeclaration, decorator: string): string | undefined {
  return decorators(declaration).find(({ name }) => name === decorator)?.args[0];
}

function tagsOf(symbol: ts.Symbol, tag: string, checker: ts.TypeChecker): string[] {
  return symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === tag)
    .map(({ text }) => flowing(ts.displayPartsToString(text)));
}

function named(examples: Examples, partOf: (example: Example) => unknown): Schema {
  return Object.fromEntries(
    Object.entries(examples)
      .map(
        ([name, example]) => [name, { summary: example.summary, value: partOf(example) }] as const,
      )
      .filter(([, { value }]) => value !== undefined),
  );
}

function json(schema: Schema, examples: Schema): Schema {
  return { 'application/json': { schema, examples } };
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
