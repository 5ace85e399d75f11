import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

const LARGEST_BYTES = 16 * 1024;

/** class-validator: an object that survives JSON, of at most 16 KiB. */
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
    // A Date, or what has a toJSON of its own, comes back as something else.
    return text.startsWith('{') && Buffer.byteLength(text) <= LARGEST_BYTES;
  } catch {
    // A cycle, or a BigInt: JSON can't carry it.
    return false;
  }
}
