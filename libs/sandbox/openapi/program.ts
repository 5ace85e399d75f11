import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const SOURCES = join(import.meta.dirname, '../src');

/**
 * The sandbox's controllers and what they import from its own sources. Packages are not followed: nothing in the
 * document comes from them, and reading them would take several times as long.
 */
export function controllersOf(names: readonly string[]): {
  readonly files: readonly ts.SourceFile[];
  readonly checker: ts.TypeChecker;
} {
  const paths = names.map((name) => join(SOURCES, `${name}.ts`));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    experimentalDecorators: true,
  };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    resolveModuleNameLiterals: (literals, importer) =>
      literals.map(({ text }) => ({ resolvedModule: sourceOf(text, importer) })),
  };
  const program = ts.createProgram(paths, options, host);
  return {
    files: paths.map((path) => program.getSourceFile(path)).filter((file) => file !== undefined),
    checker: program.getTypeChecker(),
  };
}

function sourceOf(specifier: string, importer: string): ts.ResolvedModuleFull | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(dirname(importer), specifier).replace(/\.js$/, '');
  const extension = existsSync(`${path}.ts`) ? ts.Extension.Ts : ts.Extension.Tsx;
  return { resolvedFileName: `${path}${extension}`, extension };
}
