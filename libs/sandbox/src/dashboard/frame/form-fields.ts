/** The fields of a form as text, without the spaces around it; empty for one that was not sent. */
export class FormFields {
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @param body what the body parser made of the form. */
  constructor(body: unknown) {
    this.#fields = typeof body === 'object' && body !== null ? { ...body } : {};
  }

  text(name: string): string {
    const value = this.#fields[name];
    return typeof value === 'string' ? value.trim() : '';
  }

  /** The text of a field, or undefined when it is empty. */
  given(name: string): string | undefined {
    return this.text(name) || undefined;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }
}
