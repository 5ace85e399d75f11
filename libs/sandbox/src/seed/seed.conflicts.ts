import type { FieldProblem } from '../validation/checked.js';
import type { SeedDocument } from './seed.document.js';

interface Claim {
  readonly path: string;
  readonly value: string;
}

/** The first thing in a seed document that two entries claim for themselves; null when there is none. */
export function seedConflict({ sellers }: SeedDocument): FieldProblem | null {
  const labels = sellers.flatMap(({ apiKeys = [] }, index) =>
    firstTwice(
      apiKeys.map(({ label }, key) => claim(`sellers[${index}].apiKeys[${key}].label`, label)),
    ),
  );
  const keys = sellers.flatMap(({ apiKeys = [] }, index) =>
    apiKeys.map(({ key }, position) => claim(`sellers[${index}].apiKeys[${position}].key`, key)),
  );
  const [conflict] = [
    ...firstTwice(sellers.map(({ name }, index) => claim(`sellers[${index}].name`, name))),
    ...firstTwice(sellers.map(({ id }, index) => claim(`sellers[${index}].id`, id))),
    ...labels,
    ...firstTwice(keys),
  ];
  return conflict ?? null;
}

function claim(path: string, value: string | undefined): Claim | null {
  return value === undefined ? null : { path, value };
}

/** The first claim that repeats another one, or none. */
function firstTwice(claims: readonly (Claim | null)[]): FieldProblem[] {
  const seen = new Map<string, string>();
  for (const next of claims) {
    if (next === null) continue;
    const first = seen.get(next.value);
    if (first !== undefined) {
      return [{ path: next.path, problem: `is the same as ${first}; give each its own.` }];
    }
    seen.set(next.value, next.path);
  }
  return [];
}
