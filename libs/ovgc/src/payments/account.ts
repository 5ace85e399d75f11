/** One seller's account, as the module was registered for it. */
export interface Account {
  /** The module's `name`, `default` unless given. */
  readonly name: string;
  /** The currency label (ISO 4217), for display only. */
  readonly currency: string | null;
}

/** The account's name when none is given. */
export const DEFAULT_ACCOUNT = 'default';
