import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * A class-validator decorator for a text of at most so many characters. Characters are Unicode code points, as databases
 * and the gateway's framework count them: 😀 is one. `MaxLength` of class-validator also leaves out variation selectors,
 * and would let a longer text pass.
 */
export function MaxCharacters(most: number, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'maxCharacters',
      validator: {
        validate: (value) => typeof value === 'string' && Array.from(value).length <= most,
        defaultMessage: buildMessage(
          (prefix) => `${prefix}$property must be shorter than or equal to ${most} characters`,
          options,
        ),
      },
    },
    options,
  );
}
