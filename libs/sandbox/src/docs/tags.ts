/** The groups of the reference, in the order in which a newcomer needs them. */
export const TAGS = {
  Gateway: 'What your shop calls. The same paths, fields and errors as at OVGC.',
  Webhooks: 'What was sent to your shop: the log, sending again, and sending anything at once.',
  Clock: 'All time of the sandbox. Turning it does what falls due on the way before it answers.',
  Faults: 'What is to go wrong, and how often.',
  Payments: 'Every payment, with all that happened to it.',
  Sellers: 'Who is paid, with API keys and webhook secrets.',
  Settings: 'The default seller, and starting over.',
  Admin: 'The gateway’s endpoints for those who run it, behind a login.',
  Health: 'Whether the sandbox answers.',
} as const;

export type Tag = keyof typeof TAGS;
