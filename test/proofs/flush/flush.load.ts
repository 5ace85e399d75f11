import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { SECRET, succeeded } from '../../support/app.js';
import { transactionOf } from '../../support/gateway.js';
import { markOf } from './flush.trace.js';

/** The webhooks that each connection sends, one after the other; some are sent twice. */
export function connectionsOf(
  seed: number,
  webhooks: number,
  connections: number,
): readonly (readonly number[])[] {
  const place = fc.integer({ min: 0, max: connections - 1 });
  const isTwice = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
  const places = fc.sample(fc.noBias(fc.tuple(place, place, isTwice)), { seed, numRuns: webhooks });
  return Array.from({ length: connections }, (_, connection) =>
    places.flatMap(([first, second, twice], webhook) => [
      ...(first === connection ? [webhook] : []),
      ...(twice && second === connection ? [webhook] : []),
    ]),
  );
}

/** The order of a webhook. */
export function orderOf(webhook: number): string {
  return `ORDER-${webhook}`;
}

/** Sends webhooks over one connection, each after the answer to the one before, and reports the port of each. */
export async function sendInTurn(
  url: string,
  webhooks: readonly number[],
  sent: (port: number, mark: string) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (const webhook of webhooks) {
      const { status, port } = await post(agent, `${url}/webhooks/ovgc`, bodyOf(webhook));
      if (status !== 200) throw new Error(`webhook ${webhook} was answered with ${status}`);
      sent(port, markOf(webhook));
    }
  } finally {
    agent.destroy();
  }
}

function bodyOf(webhook: number): object {
  return {
    ...succeeded(transactionOf(orderOf(webhook))),
    webhook_secret: SECRET,
    customer_email: `${markOf(webhook)}example.com`,
  };
}

function post(agent: Agent, url: string, body: object): Promise<{ status: number; port: number }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const outgoing = httpRequest(url, { agent, method: 'POST', headers }, (answer) => {
      const port = answer.socket.localPort ?? 0;
      answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, port }));
    });
    outgoing.on('error', reject).end(JSON.stringify(body));
  });
}
