import { GatewayRefusal } from './gateway.refusal.js';

/**
 * Reads the body of a seller's call: JSON whatever its content type says, or a form where the type says so. An empty
 * body is one without fields, which the validation then answers.
 *
 * @param text the body as it came; undefined when there was none.
 * @throws {GatewayRefusal} with HTTP status 400 when it is neither.
 */
export function readGatewayBody(
  text: unknown,
  contentType: string | undefined,
): Readonly<Record<string, unknown>> {
  if (typeof text !== 'string' || text.trim() === '') return {};
  if (contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new GatewayRefusal(400, 'The request body must be a JSON object.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayRefusal(400, 'The request body must be valid JSON.');
  }
}
