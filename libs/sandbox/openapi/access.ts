import ts from 'typescript';
import { snakeCase, snakeCased } from '../src/validation/fields.js';
import type { ExampleRequest, ExampleRequests } from './requests.js';
import type { Naming } from './schemas.js';

/** What all operations of a controller have in common. */
export interface Access {
  readonly name: string;
  readonly path: string;
  /** How requests spell their fields. Default: as in the code. */
  readonly naming?: Naming | undefined;
  readonly security?: string | undefined;
  readonly error: 'ControlError' | 'GatewayError';
  /** The status of what does not pass validation. */
  readonly invalid: number;
  /** The answer to a caller who is refused. */
  readonly refusal?: {
    readonly name: string;
    readonly status: number;
    readonly description: string;
    readonly example: ExampleRequest;
  };
}

const GATEWAY = { error: 'GatewayError', invalid: 200 } as const;
const CONTROL = {
  error: 'ControlError',
  invalid: 400,
  refusal: {
    name: 'anotherSite',
    status: 403,
    description: 'The request comes from a page of another site, or its host is not the sandbox’s.',
    example: { summary: 'From a page of another site' },
  },
} as const;
const ADMIN = {
  ...GATEWAY,
  naming: { spell: snakeCase, prefix: 'Admin' },
  security: 'admin',
  refusal: {
    name: 'unauthorized',
    status: 401,
    description: 'The token is missing or invalid.',
    example: { summary: 'Without a token' },
  },
} as const;

/** What a controller's decorators say; null for a class that is no controller. */
export function accessOf(controller: ts.ClassDeclaration): Access | null {
  const name = controller.name?.text.replace(/Controller$/, '') ?? '';
  const found = decorators(controller);
  const has = (text: string) => found.some(({ args }) => args.includes(text));
  const path = (decorator: string) => found.find((one) => one.name === decorator)?.args[0];
  const control = path('ControlController');
  if (control !== undefined) {
    const naming = has('snakeCase') ? { spell: snakeCase } : undefined;
    return { ...CONTROL, name, path: `_sandbox/${control}`, naming };
  }
  const admin = path('AdminController');
  if (admin !== undefined) return { ...ADMIN, name, path: `backend/api/admin/${admin}` };
  const plain = path('Controller');
  if (plain === undefined) return null;
  return { ...GATEWAY, name, path: plain, security: has('ApiKeyGuard') ? 'apiKey' : undefined };
}

/** The requests as they are sent, and the first one's from a caller who is refused. */
export function asSent(requests: ExampleRequests, { naming, refusal }: Access): ExampleRequests {
  const [first] = Object.values(requests);
  const all = {
    ...requests,
    ...(refusal !== undefined && { [refusal.name]: { ...first, ...refusal.example } }),
  };
  if (naming === undefined) return all;
  const spelled = ({ body, ...request }: ExampleRequest): ExampleRequest => ({
    ...request,
    ...(body !== undefined && { body: snakeCased(body) }),
  });
  return Object.fromEntries(Object.entries(all).map(([name, request]) => [name, spelled(request)]));
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
