/** What can go wrong for each target, in the order in which it is shown, and what each fault does. */
export const FAULT_MEANINGS = {
  /** A seller's call to the gateway's API. */
  api: {
    status: 'Answered with the given HTTP status; nothing is processed.',
    delay: 'Processed at once and answered later; a webhook may arrive before the answer.',
    timeout: 'Processed but never answered; the connection stays open.',
    drop: 'Neither processed nor answered.',
    reset: 'Not processed; the connection is reset.',
    lost_answer: 'Processed, but the connection is closed without an answer.',
    malformed: 'Processed, but only half of the answer’s JSON arrives.',
    reorder:
      'A create call is processed, and answered after a webhook of its payment was sent, or after a minute.',
    drift: 'Processed, but the answer’s fields differ from the documentation.',
  },
  /** What a customer's browser requests of the checkout page: the page and its forms. */
  checkout: {
    status: 'Answered with the given HTTP status; nothing is processed.',
    delay: 'Processed at once and answered later.',
    timeout: 'A form is processed but never answered; the connection stays open.',
    drop: 'Neither processed nor answered.',
    reset: 'Not processed; the connection is reset.',
    lost_answer: 'A form is processed, but the customer is never sent back to the shop.',
    malformed: 'Processed, but only half of the page arrives; a redirect arrives without its URL.',
  },
  /** A webhook that the gateway is about to send. */
  webhook: {
    delay: 'Sent later, by the sandbox’s clock.',
    timeout: 'Stalls halfway through its body until the attempt times out, then is retried.',
    drop: 'Never sent and never retried.',
    reset: 'The connection is reset halfway through its body; retried.',
    lost_answer: 'Arrives, but the gateway does not receive the answer; retried.',
    malformed: 'Only half of its JSON arrives; retried unless the answer is 2xx.',
    duplicate: 'Two copies are sent at the same time.',
    reorder: 'Held back until the next webhook was sent, or for a minute at most.',
    wrong_secret: 'Has a wrong secret; retried with the right one unless the answer is 2xx.',
    drift: 'Its fields differ from the documentation, in every attempt and resend.',
  },
} as const;

export type FaultTarget = keyof typeof FAULT_MEANINGS;

/** All targets, in the order in which they are shown. */
export const FAULT_TARGETS = Object.keys(FAULT_MEANINGS) as readonly FaultTarget[];

/** The kinds of fault of each target. */
export const FAULT_KINDS = Object.fromEntries(
  FAULT_TARGETS.map((target) => [target, Object.keys(FAULT_MEANINGS[target])]),
) as unknown as {
  readonly [Target in FaultTarget]: readonly (keyof (typeof FAULT_MEANINGS)[Target])[];
};

/** A kind of fault of a target; {@link FAULT_MEANINGS} describes each. */
export type FaultKind<Target extends FaultTarget = FaultTarget> =
  (typeof FAULT_KINDS)[Target][number];

/** How long a `reorder` holds something back at most. */
export const LONGEST_HELD_MS = 60_000;
