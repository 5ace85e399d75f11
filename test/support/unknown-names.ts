import ts from 'typescript';

/** The names in a browser script that neither it nor the browser defines. */
export function unknownNames(script: string): string[] {
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readLibrary = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language) =>
    name === 'page.js' ? ts.createSourceFile(name, script, language) : readLibrary(name, language);
  const program = ts.createProgram(['page.js'], options, host);
  const CANNOT_FIND_NAME = [2304, 2552];
  return program
    .getSemanticDiagnostics(program.getSourceFile('page.js'))
    .filter(({ code }) => CANNOT_FIND_NAME.includes(code))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
