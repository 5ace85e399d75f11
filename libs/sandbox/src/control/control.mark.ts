/**
 * The header of each answer of the control API: it tells a client that a sandbox answers, and which version of it. A
 * port that was guessed may be anybody's.
 */
export const SANDBOX_HEADER = 'X-OVGC-Sandbox';
