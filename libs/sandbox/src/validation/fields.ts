/** The fields of an object that somebody sent. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the fields of a JSON body, whatever its content type: `curl -d` declares every body a form.
 *
 * @param text the raw body; an empty or missing one has no fields.
 * @param refusal makes the error to throw for a body that is not a JSON object.
 */
export function readJsonFields(text: unknown, refusal: (problem: string) => Error): Fields {
  if (typeof text !== 'string' || text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('The request body must be valid JSON.');
  }
  if (isFields(value)) return value;
  throw refusal('The request body must be a JSON object.');
}

/** `minimumAmount` as `minimum_amount`: how the gateway spells a field. */
export function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Spells the fields of a value as the gateway does; a webhook's `body` keeps the spelling it was sent with. */
export function snakeCased<T>(value: T): T;
export function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => snakeCased(item));
  if (!isFields(value) || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      snakeCase(name),
      name === 'body' ? field : snakeCased(field),
    ]),
  );
}
