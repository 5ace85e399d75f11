import { ValidateBy, ValidateIf } from 'class-validator';

/** A field that may be left out. Null is a value: it is held against the other rules. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/**
 * Holds a field against a rule of the sandbox's own.
 *
 * @param problemOf what is wrong with a value, to be put behind the field's name; null when nothing is.
 */
export function Satisfies(
  name: string,
  problemOf: (value: unknown) => string | null,
): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value) => problemOf(value) === null,
      defaultMessage: (args) => problemOf(args?.value) ?? '',
    },
  });
}

/** A text of one line, with something in it. */
export function IsName(longest = 100): PropertyDecorator {
  const problem = `must be a text of 1 to ${longest} characters on one line.`;
  return Satisfies('isName', (value) =>
    typeof value === 'string' &&
    value.trim() === value &&
    value.length >= 1 &&
    value.length <= longest &&
    !/\p{Cc}/u.test(value)
      ? null
      : problem,
  );
}

/** A key or a secret. What was given is never repeated. */
export function IsSecret(): PropertyDecorator {
  return Satisfies('isSecret', (value) =>
    typeof value === 'string' && /^[\x21-\x7e]{8,255}$/.test(value)
      ? null
      : 'must be a text of 8 to 255 letters, digits and signs, without spaces.',
  );
}
