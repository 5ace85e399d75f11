import type { SchemaObject } from '@nestjs/swagger';
import { DRIFT_VARIANTS } from '../../faults/drift.js';
import { FAULT_KINDS, FAULT_TARGETS } from '../../faults/fault.kinds.js';
import { flag, object, oneWordOf, orNull, partial, text, time, whole } from './schema.js';

const KINDS = [...new Set(Object.values(FAULT_KINDS).flat())];

const filter = partial({
  orderUuid: text('Of this order.'),
  transactionId: text('Of this payment.'),
  sellerId: text('Of this seller; for the checkout and webhooks.'),
  event: text('With this `payment_status`; for webhooks.'),
  path: text('With this in its path, such as `order-status`; for the API and the checkout.'),
});

const target = oneWordOf(FAULT_TARGETS, 'Whom it befalls.');
const kind = oneWordOf(KINDS, 'What happens. Each target takes some of them.');
const status = whole('Of a `status`: what is answered.', { minimum: 400, maximum: 599 });
const delayMs = whole('Of a `delay`: milliseconds, a day at most.', {
  minimum: 1,
  maximum: 86_400_000,
});
const variant = oneWordOf(DRIFT_VARIANTS, 'Of a `drift`: how the fields differ.');
const probability: SchemaObject = {
  type: 'number',
  description: 'How likely it befalls each, above 0 up to 1, until it is called off.',
  maximum: 1,
};
const seed = whole('Of a `probability`: the same one befalls the same ones again.', { minimum: 0 });

/** Clock, faults and errors of the control API. */
export const controlSchemas = {
  Clock: object({
    now: time('What the sandbox’s clock shows.'),
    frozen: flag('Whether it stands still.'),
    offsetMs: whole('How far it is ahead of the machine’s clock, in milliseconds.'),
  }),
  ClockTurn: {
    ...partial({
      advance: {
        type: ['string', 'integer'],
        description: 'A span such as `31m`, `2h` or `1d`, or milliseconds.',
      },
      set: time('A time that is not before now.'),
      freeze: flag('True lets it stand still, false lets it run on.'),
    }),
    description: 'One of these.',
  },
  Fault: object({
    id: text('To call it off by.'),
    target,
    kind,
    status: orNull(status),
    delayMs: orNull(delayMs),
    variant: orNull(variant),
    filter,
    left: orNull(whole('How many it will still befall; null with a probability.')),
    probability: orNull(probability),
    seed: orNull(seed),
    hits: whole('How many it has befallen.'),
  }),
  NewFault: {
    ...partial({
      target,
      kind,
      status,
      delayMs,
      variant,
      count: whole('How many it befalls. Default 1.', { minimum: 1, maximum: 1_000_000 }),
      probability,
      seed,
      filter,
    }),
    required: ['target', 'kind'],
  },
  Reset: object({ now: time('What the sandbox’s clock shows again.') }),
  ControlError: object({ error: text('What was wrong, and what to ask instead.') }),
} satisfies Record<string, SchemaObject>;
