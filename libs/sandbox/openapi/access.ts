import ts from 'typescript';
import { snakeCase } from '../src/validation/fields.js';
import type { Example } from './examples/example.js';
import type { Naming } from './schemas.js';

/** What all operations of a controller have in common. */
export interface Access {
  readonly name: string;
  readonly path: string;
  readonly naming?: Naming | undefined;
  readonly security?: string | undefined;
  readonly error: 'ControlError' | 'GatewayError';
  /** The status and the example of a caller who is refused. */
  readonly refusal?: {
    readonly name: string;
    readonly status: number;
    readonly description: string;
    readonly example: Example;
  };
}

const ANOTHER_SITE = {
  name: 'anotherSite',
  status: 403,
  description: 'The request comes from a page of another site, or its host is not the sandbox’s.',
  example: {
    summary: 'From a page of another site',
    status: 403,
    answer: {
      error:
        'The control API takes no requests from pages of other sites (Origin "https://evil.example"). Ask it from a test, a terminal or the sandbox\'s own pages.',
    },
  },
};

const NO_TOKEN = {
  name: 'unauthorized',
  status: 401,
  description: 'The token is missing or invalid.',
  example: {
    summary: 'Without a token',
    status: 401,
    answer: { status: false, error: 'Unauthorized' },
  },
};

/** What a controller's decorators say; null for a class that is no controller. */
export function accessOf(controller: ts.ClassDeclaration): Access | null {
  const name = controller.name?.text.replace(/Controller$/, '') ?? '';
  const found = decorators(controller);
  const has = (text: string) => found.some(({ args }) => args.includes(text));
  const path = (decorator: string) => found.find((one) => one.name === decorator)?.args[0];
  const control = path('ControlController');
  if (control !== undefined) {
    const naming = has('snakeCase') ? snakeCase : undefined;
    return {
      name,
      path: `_sandbox/${control}`,
      naming,
      error: 'ControlError',
      refusal: ANOTHER_SITE,
    };
  }
  const admin = path('AdminController');
  if (admin !== undefined) {
    const rest = { naming: snakeCase, security: 'admin', refusal: NO_TOKEN };
    return { name, path: `backend/api/admin/${admin}`, error: 'GatewayError', ...rest };
  }
  const plain = path('Controller');
  if (plain === undefined) return null;
  return {
    name,
    path: plain,
    naming: has('AdminPipe') ? snakeCase : undefined,
    security: has('ApiKeyGuard') ? 'apiKey' : undefined,
    error: 'GatewayError',
  };
}

export interface Decorator {
  readonly name: string;
  /** As written, but without quotes. */
  readonly args: readonly string[];
}

export function decorators(node: ts.HasDecorators): Decorator[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression)
      ? {
          name: expression.expression.getText(),
          args: expression.arguments.map((argument) =>
            argument.getText().replace(/^'(.*)'$/, '$1'),
          ),
        }
      : [],
  );
}
