import fc from 'fast-check';
import { HOLDERS, IDS, KEYS, ODD, quoted, SECRETS, STATUSES } from './webhook.values.js';

// Bodies are built as texts, since duplicate keys, half characters and 1e999 are not values.

/** A change to a valid body. */
export type Change =
  | { readonly kind: 'put'; readonly holder: string; readonly key: string; readonly value: string }
  | { readonly kind: 'drop'; readonly key: string }
  | { readonly kind: 'rename'; readonly key: string; readonly to: string }
  | { readonly kind: 'move'; readonly key: string; readonly holder: string };

/** What surrounds a body. */
export type Frame =
  | 'nothing'
  | 'list'
  | 'data'
  | 'text'
  | 'twice'
  | 'trailing comma'
  | 'white space'
  | 'byte order mark'
  | 'empty';

/** A webhook as the gateway sends it, and the changes to it; keys and values are JSON texts. */
export interface BodyCase {
  readonly success: boolean;
  readonly changes: readonly Change[];
  readonly frame: Frame;
  /** How much of the text is sent, in thousandths. */
  readonly cutAt: number;
  /** The length of an unknown field, in bytes. */
  readonly padding: number;
}

/** The body itself, as the object that a field is in. */
export const TOP = '';

const anyKey = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KEYS.slice(0, 5)) },
  { weight: 2, arbitrary: fc.constantFrom(...KEYS) },
);
// Among them half characters.
const anyCharacter = fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code));
const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SECRETS) },
  { weight: 3, arbitrary: fc.constantFrom(...STATUSES) },
  { weight: 2, arbitrary: fc.constantFrom(...IDS) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 12 }).map(quoted) },
);
const anyHolder = fc.oneof(fc.constant(TOP), fc.constantFrom(...HOLDERS));

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      holder: anyHolder,
      key: anyKey,
      value: anyValue,
    }),
  },
  // Mostly a value that the field could have, so that only a detail is wrong.
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        ['webhook_secret', SECRETS] as const,
        ['payment_status', STATUSES] as const,
        ['transaction_id', IDS] as const,
        ['success', ['true', 'false', '"true"', '1', 'null']] as const,
      )
      .chain(([name, values]) =>
        fc.record({
          kind: fc.constant('put' as const),
          holder: anyHolder,
          key: fc.constant(quoted(name)),
          value: fc.constantFrom(...values),
        }),
      ),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), key: anyKey }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('rename' as const), key: anyKey, to: anyKey }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      key: anyKey,
      holder: fc.constantFrom(...HOLDERS),
    }),
  },
);

const frames: readonly Frame[] = [
  'nothing',
  'list',
  'data',
  'text',
  'twice',
  'trailing comma',
  'white space',
  'byte order mark',
  'empty',
];

/** Bodies from the documented one to ones that nobody would send. */
export const bodies: fc.Arbitrary<BodyCase> = fc.record({
  success: fc.boolean(),
  changes: fc.array(anyChange, { maxLength: 4 }),
  frame: mostly('nothing', fc.constantFrom(...frames), 8),
  cutAt: mostly(1000, fc.integer({ min: 0, max: 1000 }), 20),
  // Near the limits of the module and of the app's own parser.
  padding: mostly(
    0,
    fc
      .constantFrom(64, 100)
      .chain((kib) => fc.integer({ min: -400, max: 20 }).map((n) => kib * 1024 + n)),
    150,
  ),
});

function mostly<T>(usual: T, other: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: oneIn - 1, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: other },
  );
}
