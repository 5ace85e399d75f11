/** An option cannot be used. The message names the option and says what to give instead. */
export class SandboxOptionsError extends Error {
  override readonly name = 'SandboxOptionsError';
}

/** The data folder cannot be opened: another sandbox uses it, or it is not writable. */
export class SandboxStoreError extends Error {
  override readonly name = 'SandboxStoreError';
}

/** A running sandbox cannot do what it was asked to do. The message says what to ask instead. */
export class SandboxRequestError extends Error {
  override readonly name = 'SandboxRequestError';
}

/** Something that was asked for does not exist. */
export class SandboxNotFoundError extends Error {
  override readonly name = 'SandboxNotFoundError';
}
