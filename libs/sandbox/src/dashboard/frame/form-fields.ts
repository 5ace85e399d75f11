import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';

/** The fields of a form or a query as text, trimmed; empty for a field that was not sent. */
export class FormFields {
  readonly #fields: Readonly<Record<string, unknown>>;

  /** @param sent the parsed body or query */
  constructor(sent: unknown) {
    this.#fields = typeof sent === 'object' && sent !== null ? { ...sent } : {};
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

/** Gives a handler its body or its query as `FormFields`, where its parameter has that type. */
export class FormFieldsPipe implements PipeTransform {
  transform(value: unknown, { metatype }: ArgumentMetadata): unknown {
    return metatype === FormFields ? new FormFields(value) : value;
  }
}
