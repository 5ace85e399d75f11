import { Type } from 'class-transformer';
import type { ValidationArguments } from 'class-validator';
import { IsIn, ValidateBy, ValidateIf } from 'class-validator';
import { characters } from './characters.js';

/** A field that may be left out. Null counts as a value: the other rules apply to it. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/**
 * Applies a rule of the sandbox's own to a field.
 *
 * @param problemOf what is wrong with a value, to follow the field's name in a message; null when nothing is. It also
 *   gets the object that the field belongs to.
 */
export function Satisfies(
  name: string,
  problemOf: (value: unknown, owner: never, field: string) => string | null,
): PropertyDecorator {
  const problem = (args?: ValidationArguments) =>
    args === undefined ? null : problemOf(args.value, args.object as never, args.property);
  return ValidateBy({
    name,
    validator: {
      validate: (_value, args) => problem(args) === null,
      defaultMessage: (args) => problem(args) ?? '',
    },
  });
}

function Accepts(
  name: string,
  accepts: (value: unknown) => boolean,
  problem: string,
): PropertyDecorator {
  return Satisfies(name, (value) => (accepts(value) ? null : problem));
}

/** A text on one line, with something in it. */
export function IsName(longest = 100): PropertyDecorator {
  return Accepts(
    'isName',
    (value) => isText(value, longest) && value.trim() === value && !/\p{Cc}/u.test(value),
    `must be a text of 1 to ${longest} characters on one line.`,
  );
}

/** A text with something in it, and no null character. */
export function IsText(
  longest = 255,
  problem = `must be a text of ${longest} characters at most.`,
): PropertyDecorator {
  return Accepts('isText', (value) => isText(value, longest), problem);
}

export function isText(value: unknown, longest = 255): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    characters(value) <= longest &&
    !value.includes('\0')
  );
}

/** A key or a secret. Its value is never repeated in a message. */
export function IsSecret(): PropertyDecorator {
  return Accepts(
    'isSecret',
    (value) => typeof value === 'string' && /^[\x21-\x7e]{8,255}$/.test(value),
    'must be a text of 8 to 255 letters, digits and signs, without spaces.',
  );
}

export function IsFlag(problem = 'must be true or false.'): PropertyDecorator {
  return Accepts('isFlag', (value) => typeof value === 'boolean', problem);
}

export function IsOneOf(words: readonly string[]): PropertyDecorator {
  return IsIn(words, { message: `must be one of ${words.join(', ')}.` });
}

export function IsWhole(least: number, most: number): PropertyDecorator {
  return Satisfies('isWhole', wholeProblem(least, most));
}

/** What is wrong with a whole number of a range. */
export function wholeProblem(
  least: number,
  most: number,
  of = '',
): (value: unknown) => string | null {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : `must be a whole number${of} from ${least} to ${most}.`;
}

/** How many entries of a list to return: 1 to 1,000. In a query it is a text. */
export function IsLimit(): PropertyDecorator {
  return (target, field) => {
    Type(() => Number)(target, field);
    IsWhole(1, 1_000)(target, field);
  };
}
