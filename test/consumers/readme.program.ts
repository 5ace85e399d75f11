import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** What the root's README leaves to the app that `nest new` has made. */
const MAIN = `
  import { NestFactory } from '@nestjs/core';
  import { AppModule } from './app.module.js';

  async function bootstrap() {
    const app = await NestFactory.create(AppModule);
    app.enableShutdownHooks();
    await app.listen(process.env.PORT ?? 3000);
  }
  void bootstrap();
`;

/** The reader's own shop, as the sandbox's README speaks of it. */
const SHOP = `
  import type { INestApplication } from '@nestjs/common';
  import type { OvgcModuleOptions } from 'nestjs-ovgc';

  export interface Shop {
    readonly url: string;
    readonly app: INestApplication;
    order(product: string): Promise<{ id: string }>;
    find(id: string): Promise<object>;
  }
  export declare function startShop(options: Omit<OvgcModuleOptions, 'ledger'>): Promise<Shop>;
`;

/** Files of a program, by name. */
export type ProgramFiles = Readonly<Record<string, string>>;

/** The READMEs, below the repository's root, with the files that each leaves to its reader. */
const READMES = {
  'libs/ovgc/README.md': {},
  'libs/sandbox/README.md': { 'shop.ts': SHOP },
  'README.md': { 'main.ts': MAIN },
} as const satisfies Readonly<Record<string, ProgramFiles>>;

export type Readme = keyof typeof READMES;

/** Starts the app of the module's README with a gateway, pays an order, and prints what came of it. */
const PROGRAM = `
  import 'reflect-metadata';
  import { createServer } from 'node:http';
  import type { AddressInfo } from 'node:net';
  import { NestFactory } from '@nestjs/core';
  import { type OvgcPaymentsService, ovgcPaymentsToken } from 'nestjs-ovgc';
  import { ovgcIdle } from 'nestjs-ovgc/testing';
  import { AppModule } from './app.module.js';
  import { BooksModule } from './books.module.js';
  import { DeadLetters } from './dead-letters.js';
  import { ErrorsModule } from './errors.module.js';
  import { Orders } from './orders.js';

  async function run() {
    const gateway = createServer((_request, response) => {
      const url = 'https://gateway.test/checkout/1';
      response.end(JSON.stringify({ status: true, transaction_id: 'invoice_1', url }));
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    process.env['OVGC_BASE_URL'] = 'http://127.0.0.1:' + (gateway.address() as AddressInfo).port;
    process.env['OVGC_API_KEY'] = 'key';
    process.env['OVGC_WEBHOOK_SECRET'] = 'whsec_of_the_readme';

    const app = await NestFactory.create(
      { module: AppModule, imports: [BooksModule, ErrorsModule], providers: [DeadLetters] },
      { logger: ['error', 'warn'] },
    );
    await app.listen(0, '127.0.0.1');
    const checkout = await fetch((await app.getUrl()) + '/orders/ORDER-2026-0001/checkout', {
      method: 'POST',
      redirect: 'manual',
    });
    const webhook = await fetch((await app.getUrl()) + '/webhooks/ovgc', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        webhook_secret: 'whsec_of_the_readme', success: true, transaction_id: 'invoice_1',
        customer_email: 'customer@example.com', payment_status: 'payment.succeeded',
      }),
    });
    const payments = app.get<OvgcPaymentsService>(ovgcPaymentsToken());
    const { status } = await payments.waitForOutcome('ORDER-2026-0001');
    const orders = app.get(Orders);
    await ovgcIdle(app);
    const replayed = await app.get(DeadLetters).replay();
    console.log(JSON.stringify({
      checkout: [checkout.status, checkout.headers.get('location')],
      webhook: webhook.status,
      status,
      paid: [...orders.paid],
      replayed,
    }));
    await app.close();
    gateway.close();
  }
  void run();
`;

/**
 * The code of a README, word for word, and what it leaves to its reader. Each piece of code in a README
 * begins with the name of its file.
 */
export async function readmeFiles(readme: Readme): Promise<ProgramFiles> {
  const text = await readFile(join(ROOT, readme), 'utf8');
  const pieces = [...text.matchAll(/```ts\n\/\/ (\S+\.ts)\n([^]*?)```/g)];
  const all = text.match(/```(?:ts|typescript|js|javascript)\b/g) ?? [];
  if (pieces.length === 0) throw new Error(`${readme} has no code.`);
  if (pieces.length !== all.length)
    throw new Error(`A piece of code in ${readme} has no file name.`);
  return {
    ...READMES[readme],
    ...Object.fromEntries(pieces.map(([, name = '', code = '']): [string, string] => [name, code])),
  };
}

/** The files of the module's README, and `program.ts`, which runs them and prints what came of it. */
export async function readmeProgram(): Promise<ProgramFiles> {
  return { ...(await readmeFiles('libs/ovgc/README.md')), 'program.ts': PROGRAM };
}

/** What the Nest CLIs put into `tsconfig.json`, except for what compiles incrementally and the types of their tests. */
const CLI_OPTIONS = {
  module: 'nodenext',
  moduleResolution: 'nodenext',
  resolvePackageJsonExports: true,
  esModuleInterop: true,
  isolatedModules: true,
  declaration: true,
  removeComments: true,
  emitDecoratorMetadata: true,
  experimentalDecorators: true,
  allowSyntheticDefaultImports: true,
  target: 'ES2023',
  sourceMap: true,
  outDir: './dist',
  rootDir: '.',
  skipLibCheck: true,
  types: ['node'],
};

/** The apps that `nest new` makes: the type of their package, and their compiler's options. */
export const NEST_APPS = {
  'Nest 11': {
    type: 'commonjs',
    compilerOptions: {
      ...CLI_OPTIONS,
      // The compiler's version 6 is strict unless it is told otherwise.
      strict: false,
      strictNullChecks: true,
      noImplicitAny: false,
      strictBindCallApply: false,
      noFallthroughCasesInSwitch: false,
    },
  },
  'Nest 12 with CommonJS': {
    type: 'commonjs',
    compilerOptions: { ...CLI_OPTIONS, strict: true, strictPropertyInitialization: false },
  },
  'Nest 12 with ES modules': {
    type: 'module',
    compilerOptions: { ...CLI_OPTIONS, strict: true, strictPropertyInitialization: false },
  },
} as const;

/** The strictest settings that a consumer can have; the declarations of all packages are checked, too. */
export const STRICTEST_OPTIONS = {
  ...CLI_OPTIONS,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};
