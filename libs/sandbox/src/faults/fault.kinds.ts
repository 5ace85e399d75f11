/** What each target can suffer, in the order in which it is shown. Whatever else is asked for is refused with this table. */
export const FAULT_KINDS = {
  /** A seller's call to the gateway's API. */
  api: [
    'status',
    'delay',
    'timeout',
    'drop',
    'reset',
    'lost_answer',
    'malformed',
    'reorder',
    'drift',
  ],
  /** What a customer's browser asks of the checkout page: the page and its forms. */
  checkout: ['status', 'delay', 'timeout', 'drop', 'reset', 'lost_answer', 'malformed'],
  /** A webhook that the gateway is about to send. */
  webhook: [
    'delay',
    'timeout',
    'drop',
    'reset',
    'lost_answer',
    'malformed',
    'duplicate',
    'reorder',
    'wrong_secret',
    'drift',
  ],
} as const;

export type FaultTarget = keyof typeof FAULT_KINDS;

/** A kind of fault that a target can suffer; {@link FAULT_MEANINGS} says what each is. */
export type FaultKind<Target extends FaultTarget = FaultTarget> =
  (typeof FAULT_KINDS)[Target][number];

/** All targets, in the order in which they are shown. */
export const FAULT_TARGETS = Object.keys(FAULT_KINDS) as readonly FaultTarget[];

/** How long a `reorder` holds back at most: if what it waits for never comes, it leaves all the same. */
export const LONGEST_HELD_MS = 60_000;

/** What a fault does, in one sentence for people. */
export const FAULT_MEANINGS: {
  readonly [Target in FaultTarget]: Readonly<Record<FaultKind<Target>, string>>;
} = {
  api: {
    status: 'Answered with an HTTP status of your choice; nothing is processed.',
    delay: 'Processed at once and answered later: a webhook may overtake the answer.',
    timeout: 'Processed, but never answered: the connection stays open.',
    drop: 'Neither processed nor answered.',
    reset: 'Not processed; the connection is reset.',
    lost_answer: 'Processed, but the answer was lost: the connection is closed without one.',
    malformed: 'Processed, but only half of the answer’s JSON arrives.',
    reorder:
      'A create call is processed, and answered once a webhook of its payment was sent, or after a minute.',
    drift: 'Processed, but the answer’s fields are not the documented ones.',
  },
  checkout: {
    status: 'Answered with an HTTP status of your choice; nothing is processed.',
    delay: 'Processed at once and answered later.',
    timeout: 'A form is processed, but never answered: the connection stays open.',
    drop: 'Neither processed nor answered.',
    reset: 'Not processed; the connection is reset.',
    lost_answer: 'A form is processed, but the customer is never sent back to the shop.',
    malformed: 'Processed, but half of the page arrives; a redirect arrives without its address.',
  },
  webhook: {
    delay: 'Leaves later, by the sandbox’s clock.',
    timeout: 'Stalls half-way through its body until the attempt’s time is over; tried again.',
    drop: 'Never leaves and is not tried again.',
    reset: 'The connection is reset half-way through its body; tried again.',
    lost_answer: 'Arrives, but the gateway never sees the answer; tried again.',
    malformed: 'Only half of its JSON arrives; tried again if that is not answered 2xx.',
    duplicate: 'Two copies leave at the same instant.',
    reorder: 'Held back until the next webhook was sent, or for a minute if none comes.',
    wrong_secret: 'Carries another secret; tried again with the right one if not answered 2xx.',
    drift: 'Its fields are not the documented ones, in every attempt and resend.',
  },
};
