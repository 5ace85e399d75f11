import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { startGateway, transactionOf } from '../support/gateway.js';
import { median, print } from './figures.js';

// How fast webhooks are taken when each is on the disk before its 200, beside a Nest controller that stores nothing.
const ROUNDS = 5;
const WEBHOOKS = 4000;
const CONNECTIONS = 50;

interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

interface Target {
  readonly process: ChildProcess;
  readonly url: string;
}

async function start(kind: 'bare' | 'durable', gatewayUrl: string): Promise<Target> {
  const server = fork(new URL('./intake.server.ts', import.meta.url), [kind], {
    env: { ...process.env, GATEWAY_URL: gatewayUrl, NODE_ENV: 'production' },
  });
  const [{ url }] = (await once(server, 'message')) as [{ url: string }];
  return { process: server, url };
}

async function stop({ process: server }: Target): Promise<void> {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function seed(target: Target, from: number): Promise<void> {
  const step = 200;
  for (let done = 0; done < WEBHOOKS; done += step) {
    const answer = await fetch(`${target.url}/payments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ from: from + done, count: step }),
    });
    if (answer.status !== 201) throw new Error(`seeding failed: ${await answer.text()}`);
  }
}

function load(target: Target, from: number): Promise<Load> {
  let next = from;
  const body = () =>
    JSON.stringify({
      webhook_secret: 'secret',
      success: true,
      transaction_id: transactionOf(`ORDER-${next++}`),
      customer_email: 'customer@example.com',
      payment_status: 'payment.succeeded',
    });
  const options: autocannon.Options = {
    url: `${target.url}/webhooks/ovgc`,
    connections: CONNECTIONS,
    amount: WEBHOOKS,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }],
  };
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    // Its own duration is told in whole seconds.
    let ended = begun;
    const running = autocannon(options, (error: Error | null, result) => {
      if (error) reject(error);
      else if (result.non2xx > 0) reject(new Error(`${result.non2xx} answers were not 200`));
      else resolve({ perSecond: (WEBHOOKS * 1000) / (ended - begun), p99: result.latency.p99 });
    });
    running.on('response', () => {
      ended = performance.now();
    });
  });
}

const gateway = await startGateway();
const bare = await start('bare', gateway.baseUrl);
const durable = await start('durable', gateway.baseUrl);
await load(bare, 0);
const rounds: { bare: Load; durable: Load }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await seed(durable, round * WEBHOOKS);
  rounds.push({
    bare: await load(bare, round * WEBHOOKS),
    durable: await load(durable, round * WEBHOOKS),
  });
}
await Promise.all([stop(bare), stop(durable), gateway.close()]);
print(`webhook intake: ${ROUNDS} rounds of ${WEBHOOKS}, ${CONNECTIONS} connections`, {
  'bare controller, per second': median(rounds.map((round) => round.bare.perSecond)),
  'durable intake, per second': median(rounds.map((round) => round.durable.perSecond)),
  'durable / bare': median(rounds.map((round) => round.durable.perSecond / round.bare.perSecond)),
  'bare controller, p99 ms': median(rounds.map((round) => round.bare.p99)),
  'durable intake, p99 ms': median(rounds.map((round) => round.durable.p99)),
});
