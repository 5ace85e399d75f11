import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Options, transformFile } from '@swc/core';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LIBRARY = 'libs/ovgc';
const SERVER = ['shop.server.ts', 'shop.messages.ts'];

/** As Jest compiles them. */
const COMPILER: Options = {
  swcrc: false,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'es6' },
};

/** The shop and the module under it as JavaScript that plain Node runs. */
export interface ShopBuild {
  /** The server's file. */
  readonly server: string;
  /** Throws it away. */
  remove(): Promise<void>;
}

/**
 * Compiles the sources as they stand, into a folder of their own: a process that is started thousands of times must
 * not compile them each time, nor run a build that may be stale.
 */
export async function buildShop(): Promise<ShopBuild> {
  const out = await mkdtemp(join(tmpdir(), 'ovgc-crash-build-'));
  const sources = join(ROOT, LIBRARY, 'src');
  const files = (await readdir(sources, { recursive: true })).filter(isShipped);
  await Promise.all([
    ...files.map((file) => compile(join(sources, file), join(out, LIBRARY, 'dist', js(file)))),
    ...SERVER.map((file) =>
      compile(join(ROOT, 'test/support/shop-process', file), join(out, 'test', js(file))),
    ),
  ]);
  await copyFile(join(ROOT, 'package.json'), join(out, 'package.json'));
  await copyFile(join(ROOT, LIBRARY, 'package.json'), join(out, LIBRARY, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(out, 'node_modules'));
  // Nearer to the server than the workspace's own link, which leads to a build.
  await mkdir(join(out, 'test/node_modules'));
  await symlink(join(out, LIBRARY), join(out, 'test/node_modules/nestjs-ovgc'));
  return {
    server: join(out, 'test/shop.server.js'),
    remove: () => rm(out, { recursive: true }),
  };
}

async function compile(from: string, to: string): Promise<void> {
  const { code } = await transformFile(from, COMPILER);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, code);
}

function isShipped(file: string): boolean {
  return file.endsWith('.ts') && !file.endsWith('.spec.ts');
}

function js(file: string): string {
  return file.replace(/\.ts$/, '.js');
}
