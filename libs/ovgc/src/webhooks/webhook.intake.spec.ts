import { ACCOUNT } from '../../../../test/support/ledger.rows.js';
import { WebhookIntake } from './webhook.intake.js';
import type { ReceivedWebhook } from './webhook.recorder.js';

// Holds rule 9: secrets never leave.

/** An intake whose webhooks end in a list instead of a ledger. */
function intakeInto(stored: ReceivedWebhook[], webhookSecret: readonly string[]): WebhookIntake {
  return new WebhookIntake({
    account: { name: ACCOUNT, currency: null },
    options: { webhookSecret, apiKey: 'key_12345', maxOpenWebhooks: 9 },
    ledger: { check: () => undefined },
    unitOfWork: {
      run: (_operation, input) => {
        stored.push(input as ReceivedWebhook);
        return Promise.resolve({
          id: null,
          isRefused: false,
          transactionId: null,
          problem: null,
        } as never);
      },
    },
    publisher: { notify: () => undefined },
  });
}

const paid = { success: true, transaction_id: 'invoice_1', payment_status: 'payment.succeeded' };

describe('a webhook that holds secrets beside its own', () => {
  it.each([
    [['whsec_live', 'whsec_live_2026']],
    [['whsec_live_2026', 'whsec_live']],
    [['whsec_"quoted"', 'whsec_live_2026']],
  ])('is stored without them (%j)', async (webhookSecret) => {
    const stored: ReceivedWebhook[] = [];
    const notes = [...webhookSecret, 'key_12345', 'paid'];
    await intakeInto(stored, webhookSecret).receive({ ...paid, notes });
    expect(JSON.parse(stored[0]?.body ?? '')).toMatchObject({
      notes: ['[secret]', '[secret]', '[secret]', 'paid'],
    });
  });

  it.each([
    [
      '12345678',
      { total: 12345678, note: 'a 12345678' },
      { total: '[secret]', note: 'a [secret]' },
    ],
    ['true', { paid: true, note: 'true' }, { paid: true, note: '[secret]' }],
    ['whsec_\\', { note: 'whsec_"a"' }, { note: 'whsec_"a"' }],
    [
      'whsec_live',
      { whsec_live: 1, list: [{ whsec_live: 2 }] },
      { '[secret]': 1, list: [{ '[secret]': 2 }] },
    ],
  ])('is stored as JSON, also without the secret %s', async (secret, others, left) => {
    const stored: ReceivedWebhook[] = [];
    const long = 'x'.repeat(5000);
    await intakeInto(stored, [secret]).receive({ ...paid, ...others });
    await intakeInto(stored, [secret]).receive({ ...paid, ...others, long });
    const [{ body }, { body: longBody, shortBody }] = stored as [ReceivedWebhook, ReceivedWebhook];
    expect(JSON.parse(body)).toEqual({ ...paid, ...left });
    expect(JSON.parse(longBody)).toEqual({ ...paid, ...left, long });
    expect(JSON.parse(shortBody)).toMatchObject({ ...paid, ...left });
  });

  it.each(['transaction_id', 'id', 'order_uuid'])(
    'as a part of its %s is not recognised, and no id of it is stored',
    async (field) => {
      const stored: ReceivedWebhook[] = [];
      const body = { ...paid, [field]: 'invoice_whsec_live' };
      await intakeInto(stored, ['whsec_live']).receive(body);
      expect(stored[0]).toMatchObject({
        identity: { transactionIds: [], otherIds: [], orderUuids: [] },
        statement: { kind: 'unrecognised', problem: { reason: 'unidentified' } },
      });
      expect(JSON.stringify(stored)).not.toContain('whsec_live');
    },
  );
});

describe('a webhook that is nested too deeply for JSON.stringify', () => {
  it('is stored down to its hundredth level', async () => {
    const stored: ReceivedWebhook[] = [];
    const deep = JSON.parse(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`) as unknown;
    await intakeInto(stored, ['whsec_live']).receive({ ...paid, deep });
    expect(stored[0]?.statement).toEqual({ kind: 'outcome', outcome: 'succeeded' });
    expect(stored[0]?.body).toContain('[nested too deeply]');
  });
});
