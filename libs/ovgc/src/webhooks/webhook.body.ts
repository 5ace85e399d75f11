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

function cutAt(levels: number, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '[nested too deeply]';
  if (Array.isArray(value)) return value.map((item) => cutAt(levels - 1, item));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, cutAt(levels - 1, item)]),
  );
}
