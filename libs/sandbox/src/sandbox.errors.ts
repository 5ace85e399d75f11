/** An option that the sandbox cannot start with. The message names the option, what it got and what it takes. */
export class SandboxOptionsError extends Error {
  override readonly name = 'SandboxOptionsError';
}

/** The data folder could not be opened: another sandbox has it, or it is not writable. */
export class SandboxStoreError extends Error {
  override readonly name = 'SandboxStoreError';
}

/** Something was asked of the running sandbox that it cannot do. The message says what to ask instead. */
export class SandboxRequestError extends Error {
  override readonly name = 'SandboxRequestError';
}

/** What was asked for is not there. */
export class SandboxNotFoundError extends Error {
  override readonly name = 'SandboxNotFoundError';
}
