/** The checked options of one account. */
export const OVGC_OPTIONS = Symbol('OVGC_OPTIONS');

/** What the module was registered with before its options are known: the account's name and the webhook's route. */
export const OVGC_REGISTRATION = Symbol('OVGC_REGISTRATION');

/** What time it is: milliseconds since 1970. Override it in tests. */
export const OVGC_NOW = Symbol('OVGC_NOW');
