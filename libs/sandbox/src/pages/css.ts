/** Marks a style sheet for editors and formatters; the text stays as it is. */
export function css(text: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: text }, ...values);
}
