import { type Fields, isObject } from '../gateway/field.reader.js';
import type { Redact } from '../ovgc.secrets.js';
import { FACTS, shortFact } from './webhook.parser.js';

/** JSON.stringify calls itself for each level, and runs out of stack after some thousands. */
const DEEPEST_LEVEL = 100;

/** Writes the body of a webhook as JSON. Levels below the hundredth are cut off where all of them would be too many. */
export function bodyText(body: object): string {
  try {
    return JSON.stringify(body);
  } catch {
    return JSON.stringify(cutAt(DEEPEST_LEVEL, body));
  }
}

/** The strings and numbers of a JSON text. */
const VALUES = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g;

/**
 * Takes the secrets out of the names and values of a JSON text. It stays JSON: in the text as a whole, a secret of digits
 * would be found in a number, and one that ends with a backslash in the escape of the character behind it.
 */
export function withoutSecrets(text: string, redact: Redact): string {
  return text.replace(VALUES, (value) => {
    const plain = value.startsWith('"') ? (JSON.parse(value) as string) : value;
    const redacted = redact(plain);
    return redacted === plain ? value : JSON.stringify(redacted);
  });
}

/** Bodies of open webhooks: the documented one has some hundred bytes. */
const LARGEST_OPEN_BODY_BYTES = 4 * 1024;

/**
 * Shortens the body of a webhook that is unmatched or unrecognised to about 4 KiB: those stay for as long as nobody
 * resolves them, and may be many. The fields that the parser reads stay, so that it reads the same in the short one;
 * of the others, as many as there is room for.
 *
 * @param text a JSON object
 */
export function shortBody(text: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= LARGEST_OPEN_BODY_BYTES) return text;
  const body = JSON.parse(text) as Fields;
  const facts = factsOf(body);
  const data = isObject(body['data']) ? { data: factsOf(body['data']) } : {};
  const short: Fields = { ...facts, ...data };
  let room = LARGEST_OPEN_BODY_BYTES - Buffer.byteLength(JSON.stringify(short)) - 100;
  const others: [string, unknown][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (Object.hasOwn(short, name)) continue;
    room -= Buffer.byteLength(bodyText({ [name]: value }));
    if (room < 0) break;
    others.push([name, value]);
  }
  return JSON.stringify({
    ...Object.fromEntries(others),
    ...short,
    '[shortened]': `from ${bytes} bytes`,
  });
}

function factsOf(fields: Fields): Fields {
  return Object.fromEntries(
    FACTS.filter((name) => Object.hasOwn(fields, name)).map((name) => [
      name,
      shortFact(name, fields[name]),
    ]),
  );
}

function cutAt(levels: number, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '[nested too deeply]';
  if (Array.isArray(value)) return value.map((item) => cutAt(levels - 1, item));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, cutAt(levels - 1, item)]),
  );
}
