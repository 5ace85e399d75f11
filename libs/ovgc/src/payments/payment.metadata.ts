import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

const LARGEST_BYTES = 16 * 1024;

/** A class-validator decorator for an object that JSON can carry, of at most 16 KiB as JSON. */
export function IsMetadata(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isMetadata',
      validator: {
        validate: isMetadata,
        defaultMessage: buildMessage(
          (prefix) => `${prefix}$property must be a JSON object of at most ${LARGEST_BYTES} bytes`,
          options,
        ),
      },
    },
    options,
  );
}

function isMetadata(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  try {
    const text = JSON.stringify(value);
    // A Date, or an object with its own toJSON, may not become a JSON object.
    return text.startsWith('{') && Buffer.byteLength(text) <= LARGEST_BYTES;
  } catch {
    // JSON can't carry a cycle or a BigInt.
    return false;
  }
}
