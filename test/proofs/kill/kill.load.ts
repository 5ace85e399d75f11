import { declined, request, succeeded } from '../../support/app.js';
import { transactionOf } from '../../support/gateway.js';
import type { Outcome, Promises } from './kill.promises.js';

const BODIES = { succeeded, declined } as const;

/** Creates an order and sends its webhooks as its plan says. A kill in the middle is no error. */
export async function sell(url: string, order: string, promises: Promises): Promise<void> {
  const { isEarly } = promises.of(order).plan;
  const created = create(url, order, promises);
  if (!isEarly) await created;
  await Promise.all([created, sendWebhooks(url, order, promises)]);
}

/** Creates an order's payment; a shop that got no answer asks again in the same way. */
export async function create(url: string, order: string, promises: Promises): Promise<void> {
  const record = promises.of(order);
  const { failures, slowMs } = record.plan;
  const body = { ...request(order), metadata: { failures, slowMs } };
  if ((await post(`${url}/orders`, body)) === 201) record.isCreated = true;
}

/** Sends an order's webhooks one after the other, each with its duplicates at the same instant. */
export async function sendWebhooks(url: string, order: string, promises: Promises): Promise<void> {
  const { plan, sent } = promises.of(order);
  for (const { outcome, copies } of plan.webhooks) {
    sent.add(outcome);
    await Promise.all(
      Array.from({ length: copies }, () => sendWebhook(url, order, outcome, promises)),
    );
  }
}

async function sendWebhook(
  url: string,
  order: string,
  outcome: Outcome,
  promises: Promises,
): Promise<void> {
  const status = await post(`${url}/webhooks/ovgc`, BODIES[outcome](transactionOf(order)));
  if (status === 200) promises.acknowledge(order, outcome);
}

/** The status of the answer, or null if the process was killed before it answered, and so promised nothing. */
async function post(url: string, body: object): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return answer.status;
  } catch {
    return null;
  }
}
