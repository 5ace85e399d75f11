import { outcomesSaid } from './webhook.parser.js';
import { contradiction, outcomeDecided } from './webhook.resolution.js';

describe('a decision about a webhook', () => {
  it.each([
    [{ payment_status: 'Expired' }, 'declined', 'expired'],
    [{ payment_status: 'payment.expired', success: false }, 'declined', 'expired'],
    [{ payment_status: 'Expired', data: { status: 'declined' } }, 'declined', 'declined'],
    [{ success: false }, 'declined', 'declined'],
    [{ payment_status: 'payment.void' }, 'declined', 'declined'],
    [{ payment_status: 'Expired' }, 'succeeded', 'succeeded'],
    [{ payment_status: 'Paid' }, 'ignored', null],
  ] as const)('about %j as %s applies %p', (body, decision, outcome) => {
    expect(outcomeDecided(decision, outcomesSaid(body))).toBe(outcome);
  });

  it.each([
    ['nothing', {}, []],
    ['what nobody knows', { payment_status: 'refunded', success: 'yes' }, []],
    ['a success alone', { success: 1 }, ['succeeded']],
    ['no success alone', { success: 'false' }, ['declined']],
    ['both', { success: false, payment_status: 'Paid' }, ['succeeded', 'declined']],
    ['one thing in two ways', { success: false, status: 'expired' }, ['expired']],
    ['one thing at two places', { data: { status: 'Paid' }, success: true }, ['succeeded']],
  ])('is compared with everything that a body says: %s', (_name, body, said) => {
    expect(outcomesSaid(body)).toEqual(said);
  });

  const says = (body: Record<string, unknown>) => outcomesSaid(body);
  const none = { orderUuids: [] };
  it.each<[string, Parameters<typeof contradiction>, string | null]>([
    ['nothing', [{ decision: 'succeeded', orderUuid: 'A' }, [], none, []], null],
    [
      'the other outcome',
      [{ decision: 'succeeded', orderUuid: null }, says({ success: false }), none, ['A']],
      'says declined, not succeeded',
    ],
    [
      'another order that it names by its transaction',
      [{ decision: 'declined', orderUuid: 'B' }, [], none, ['A']],
      'names the order A, not B',
    ],
    [
      'another order that it names',
      [{ decision: 'declined', orderUuid: 'B' }, [], { orderUuids: ['A'] }, []],
      'names the order A, not B',
    ],
    [
      'one of two orders that it names',
      [{ decision: 'declined', orderUuid: 'B' }, [], { orderUuids: ['A'] }, ['B']],
      null,
    ],
    [
      'a success that it ignores',
      [{ decision: 'ignored', orderUuid: null }, says({ success: true }), none, ['A']],
      'says succeeded, and would pay nothing if it is ignored',
    ],
    ...[{ success: false }, { success: false, payment_status: 'Paid' }, {}].map(
      (body): [string, Parameters<typeof contradiction>, null] => [
        `nothing by ignoring ${JSON.stringify(body)}`,
        [{ decision: 'ignored', orderUuid: null }, says(body), none, ['A']],
        null,
      ],
    ),
  ])('contradicts %s', (_name, given, expected) => {
    expect(contradiction(...given)).toBe(expected);
  });
});
