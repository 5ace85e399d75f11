import type { Subscription } from 'rxjs';
import type { ActivityEntry } from '../../libs/sandbox/src/journal/activity.js';
import { Activity } from '../../libs/sandbox/src/journal/activity.js';
import { SandboxOptions } from '../../libs/sandbox/src/sandbox.options.js';
import type { SandboxServer } from '../../libs/sandbox/src/server/sandbox.server.js';
import { startServer } from '../../libs/sandbox/src/server/sandbox.server.js';
import { eventually } from '../support/app.js';
import type { Endpoint } from './sandbox.endpoint.js';
import { openEndpoint } from './sandbox.endpoint.js';

let endpoint: Endpoint;
let server: SandboxServer;
let entries: ActivityEntry[];
let completed: boolean;
let listening: Subscription;

beforeEach(async () => {
  endpoint = await openEndpoint();
  server = await startServer(new SandboxOptions({ webhookUrl: endpoint.url }));
  entries = [];
  completed = false;
  listening = server.app.get(Activity).entries.subscribe({
    next: (entry) => entries.push(entry),
    complete: () => {
      completed = true;
    },
  });
});
afterEach(async () => {
  listening.unsubscribe();
  await server.app.close();
  await endpoint.close();
});

function post(path: string, body: unknown): Promise<Response> {
  return fetch(server.url + path, { method: 'POST', body: JSON.stringify(body) });
}

async function create(): Promise<{ transaction_id: string; url: string }> {
  const response = await post('/backend/api/payment-request-api', {
    api_key: 'sandbox_api_key',
    order_uuid: 'ORDER-1',
    total_amount: 25,
    email: 'customer@example.com',
    success_url: 'https://yoursite.com/success',
    cancel_url: 'https://yoursite.com/cancel',
  });
  return (await response.json()) as { transaction_id: string; url: string };
}

describe('the stream of changes', () => {
  it('tells of a webhook whose endpoint went away before it left', async () => {
    await post('/_sandbox/faults', { target: 'webhook', kind: 'delay', delayMs: 5_000 });
    const { url } = await create();
    await fetch(`${url}/cancel`, { method: 'POST', redirect: 'manual' });
    await post('/_sandbox/settings', { webhookUrl: null });
    await post('/_sandbox/clock', { advance: '5s' });
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'webhook', state: 'no_endpoint' }),
    );
  });

  it('tells of a payment and its webhook, with the ids to look them up by and nothing else', async () => {
    const { transaction_id: transactionId, url } = await create();
    await fetch(`${url}/cancel`, { method: 'POST', redirect: 'manual' });
    await eventually('the webhook is told of', () => entries.length === 3);
    expect(entries).toEqual([
      {
        kind: 'payment',
        transactionId,
        orderUuid: 'ORDER-1',
        status: 'Pending',
        at: expect.any(Date),
      },
      {
        kind: 'payment',
        transactionId,
        orderUuid: 'ORDER-1',
        status: 'Declined',
        at: expect.any(Date),
      },
      {
        kind: 'webhook',
        webhookId: expect.stringMatching(/^webhook_/),
        transactionId,
        state: 'delivered',
        at: expect.any(Date),
      },
    ]);
  });

  it('tells of an expiry, at its time by the sandbox’s clock', async () => {
    const { transaction_id: transactionId } = await create();
    await post('/_sandbox/clock', { advance: '31m' });
    expect(entries).toMatchObject([
      { kind: 'payment', status: 'Pending' },
      { kind: 'payment', status: 'Expired', transactionId },
      { kind: 'webhook', state: 'delivered' },
      { kind: 'clock', frozen: false },
    ]);
    const minutes = (Number(entries[1]?.at) - Number(entries[0]?.at)) / 60_000;
    expect(minutes).toBeCloseTo(30, 1);
  });

  it('tells of faults that are added, affect something and are removed', async () => {
    const added = await post('/_sandbox/faults', { target: 'api', kind: 'status', status: 503 });
    const { id: faultId } = (await added.json()) as { id: string };
    await create();
    await fetch(`${server.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(entries).toMatchObject([
      { kind: 'fault', change: 'added', faultId },
      { kind: 'fault', change: 'affected', faultId },
      { kind: 'fault', change: 'removed', faultId: null },
    ]);
  });

  it.each([
    ['a frozen clock', '/_sandbox/clock', { freeze: true }, { kind: 'clock', frozen: true }],
    ['a changed setting', '/_sandbox/settings', { gatewayActive: false }, { kind: 'settings' }],
    ['a reset', '/_sandbox/reset', {}, { kind: 'reset' }],
  ])('tells of %s', async (_what, path, body, entry) => {
    await post(path, body);
    expect(entries).toContainEqual({ ...entry, at: expect.any(Date) });
  });

  it('keeps nothing for those who listen late, and ends with the sandbox', async () => {
    await create();
    const late: ActivityEntry[] = [];
    server.app.get(Activity).entries.subscribe((entry) => late.push(entry));
    expect(late).toEqual([]);
    await server.app.close();
    expect(completed).toBe(true);
  });
});
