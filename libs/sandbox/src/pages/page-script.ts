/** A function that runs in the page. */
type PageFunction = (...given: never[]) => unknown;

/**
 * A page's script: functions as their own source text, in one scope.
 *
 * They stay ordinary checked TypeScript, and the page applies the very rules that the server applies. Neither a bundler
 * nor files copied beside the build are needed, and it works alike from dist and from the sources under a test runner.
 * The price: a function may use nothing from outside but other functions of these lists. (Count their coverage with V8;
 * instrumented source would not run in the page.)
 *
 * @param called what the enhancements call.
 * @param enhancements what is run once the page is there, in this order.
 */
export function pageScript(
  called: readonly PageFunction[],
  enhancements: readonly PageFunction[],
): string {
  return [
    "(() => {\n'use strict';",
    ...[...called, ...enhancements].map(String),
    ...enhancements.map(({ name }) => `${name}();`),
    '})();\n',
  ].join('\n\n');
}
