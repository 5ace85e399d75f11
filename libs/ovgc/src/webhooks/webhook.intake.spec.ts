import { startHost, publisherOf, type Host } from '../../../../test/support/host.js';
import { ACCOUNT } from '../../../../test/support/ledger.rows.js';
import type { ReceivedWebhook, WebhookInbox } from './webhook.inbox.js';
import { WebhookIntake } from './webhook.intake.js';

describe('a webhook that holds secrets beside its own', () => {
  let host: Host;

  beforeAll(async () => {
    host = await startHost();
  });
  afterAll(() => host.close());

  it.each([
    [['whsec_live', 'whsec_live_2026']],
    [['whsec_live_2026', 'whsec_live']],
    [['whsec_"quoted"', 'whsec_live_2026']],
  ])('is kept without them (%j)', async (webhookSecret) => {
    const kept: ReceivedWebhook[] = [];
    const record = (webhook: ReceivedWebhook) => Promise.resolve(kept.push(webhook) > 0);
    const receiver = new WebhookIntake(
      { name: ACCOUNT, currency: null },
      { webhookSecret, apiKey: 'key_1' },
      { record } as WebhookInbox,
      publisherOf(host),
    );
    await receiver.receive({
      success: true,
      transaction_id: 'invoice_1',
      payment_status: 'payment.succeeded',
      notes: [...webhookSecret, 'key_1', 'paid'],
    });
    expect(JSON.parse(kept[0]?.body ?? '')).toMatchObject({
      notes: ['[secret]', '[secret]', '[secret]', 'paid'],
    });
  });
});
