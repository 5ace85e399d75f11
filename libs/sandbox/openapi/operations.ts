import ts from 'typescript';
import type { Example, Examples } from './examples/example.js';
import type { Access, Decorator } from './access.js';
import { accessOf, decorators } from './access.js';
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
  description:
    'A fault for this call, such as `lost_answer`, `status=503` or `delay=2s`; or for what follows for its payment, such as `webhook.duplicate`.',
};

/** Reads the operations of a controller from its decorators, its types and its comments. */
export class Operations {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly schemas: Schemas,
    private readonly examples: Examples,
  ) {}

  of(file: ts.SourceFile): Route[] {
    return file.statements.filter(ts.isClassDeclaration).flatMap((controller) => {
      const access = accessOf(controller);
      if (access === null) return [];
      return controller.members.filter(ts.isMethodDeclaration).flatMap((handler) => {
        const route = decorators(handler).find(({ name }) => METHODS.includes(name));
        return route === undefined ? [] : this.#route(access, handler, route);
      });
    });
  }

  #route(access: Access, handler: ts.MethodDeclaration, { name, args }: Decorator): Route {
    const operationId = `${access.name}.${handler.name.getText()}`;
    const examples = this.examples[operationId];
    if (examples === undefined) throw new Error(`${operationId} has no examples.`);
    const method = name.toLowerCase();
    const path = `/${[access.path, ...args].join('/')}`.replaceAll(/:(\w+)/g, '{$1}');
    const [summary = '', ...description] = commentOf(handler).split('\n\n');
    const code = decorators(handler).find((decorator) => decorator.name === 'HttpCode')?.args[0];
    const success = Number(code ?? (method === 'post' ? 201 : 200));
    const all = withRefusal(withStatus(examples, success), access);
    return {
      method,
      path,
      operation: {
        operationId,
        summary: summary.replace(/\.$/, ''),
        ...(description.length > 0 && { description: description.join('\n\n') }),
        ...(access.security !== undefined && { security: [{ [access.security]: [] }] }),
        parameters: this.#parameters(access, handler, all),
        ...this.#body(access, handler, all),
        responses: this.#responses(access, handler, success, all),
      },
    };
  }

  #parameters({ path, naming }: Access, handler: ts.MethodDeclaration, examples: Named): Schema[] {
    const found = handler.parameters.flatMap((parameter) => {
      const [decorator] = decorators(parameter);
      if (decorator?.name === 'Param') {
        const name = decorator.args[0] ?? '';
        const description = flowing(
          ts.getTextOfJSDocComment(ts.getJSDocParameterTags(parameter)[0]?.comment) ?? '',
        );
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
    const isSellers = path === 'backend/api';
    const header = { ...FAULT_HEADER, in: 'header', required: false, schema: { type: 'string' } };
    return [...found, ...(isSellers ? [header] : [])].map((parameter) => ({
      ...parameter,
      examples: named(examples, (example) => example.parameters?.[parameter.name]),
    }));
  }

  #body({ naming }: Access, handler: ts.MethodDeclaration, examples: Named): Schema {
    const body = handler.parameters.find((parameter) =>
      decorators(parameter).some(({ name }) => name === 'Body' || name === 'GatewayBody'),
    );
    if (body === undefined) return {};
    const type = this.checker.getTypeAtLocation(body);
    const { aliasSymbol, aliasTypeArguments: [checkedType = type] = [] } = type;
    const schema = this.schemas.of(
      this.checker.getNonNullableType(aliasSymbol?.name === 'Unchecked' ? checkedType : type),
      naming,
    );
    const required = body.questionToken === undefined;
    return {
      requestBody: {
        required,
        content: json(
          schema,
          named(examples, (one) => one.body),
        ),
      },
    };
  }

  #responses(
    { error, refusal }: Access,
    handler: ts.MethodDeclaration,
    success: number,
    examples: Named,
  ): Schema {
    const type = this.checker.getTypeAtLocation(handler).getCallSignatures()[0]?.getReturnType();
    const returned = type && (this.checker.getAwaitedType(type) ?? type);
    const isEmpty = returned === undefined || Boolean(returned.flags & ts.TypeFlags.Void);
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
    const tags = ts.getJSDocTags(handler);
    const text = (tag: ts.JSDocTag | undefined) =>
      flowing(ts.getTextOfJSDocComment(tag?.comment) ?? '');
    const errors = tags.filter(ts.isJSDocThrowsTag).map((tag) => ({
      status: Number(/\d+/.exec(tag.typeExpression?.getText() ?? '')?.[0]),
      description: text(tag),
    }));
    const refused = errors.find(({ status }) => status === success);
    const shown = isEmpty ? null : this.schemas.of(returned);
    const first = text(tags.find(ts.isJSDocReturnTag));
    return {
      ...(refused === undefined
        ? answer(success, first, shown)
        : answer(success, `${first} Or, with \`status: false\`: ${lowered(refused.description)}`, {
            oneOf: [shown, reference(error)],
          })),
      ...Object.assign(
        {},
        ...[...errors, ...(refusal === undefined ? [] : [refusal])]
          .filter(({ status }) => status !== success)
          .map(({ status, description }) => answer(status, description, reference(error))),
      ),
    };
  }
}

type Named = Readonly<Record<string, Example & { readonly status: number }>>;

function withStatus(examples: Readonly<Record<string, Example>>, success: number): Named {
  return Object.fromEntries(
    Object.entries(examples).map(([name, example]) => [name, { status: success, ...example }]),
  );
}

/** The examples, and the first one's request from a caller who is refused. */
function withRefusal(examples: Named, { refusal }: Access): Named {
  if (refusal === undefined) return examples;
  const [{ parameters, body } = {} as Example] = Object.values(examples);
  const request = { ...(parameters && { parameters }), ...(body !== undefined && { body }) };
  return {
    ...examples,
    [refusal.name]: { ...request, ...refusal.example, status: refusal.status },
  };
}

function named(examples: Named, partOf: (example: Named[string]) => unknown): Schema {
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

function commentOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  return flowing(ts.getTextOfJSDocComment(comment?.comment) ?? '');
}
