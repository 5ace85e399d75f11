import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { request, SECRET } from '../../support/app.js';
import { type ScriptedGateway, startGateway } from '../../support/gateway.js';
import { BUILD_MS, buildPackages } from '../../support/packages.build.js';
import { ShopProcess } from '../../support/shop-process/shop.process.js';
import { connectionsOf, orderOf, sendInTurn } from './flush.load.js';
import { FlushOrder } from './flush.order.js';
import { STRACE, TraceReader } from './flush.trace.js';

// Holds rule 1: stored, then acknowledged.

/** More webhooks: `npm run prove:flush`; the same ones again: `FLUSH_SEED=…`. */
const WEBHOOKS = Number(process.env['FLUSH_WEBHOOKS'] ?? 300);
const SEED = Number(process.env['FLUSH_SEED'] ?? Date.now() % 2 ** 31);
const CONNECTIONS = 8;

// Other systems have no strace; CI runs Linux.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux(`the system calls of a shop under webhooks (FLUSH_SEED=${SEED})`, () => {
  let server: string;
  let gateway: ScriptedGateway;
  let folder: string;

  beforeAll(async () => {
    server = await buildPackages();
    gateway = await startGateway();
    folder = await mkdtemp(join(tmpdir(), 'ovgc-flush-'));
  }, BUILD_MS);
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await gateway.close();
  });

  it(
    'show that no 200 is sent before its webhook is flushed to the disk',
    async () => {
      expectStrace();
      const trace = join(folder, 'trace');
      const sent = new Map<number, string[]>();
      const shop = new ShopProcess(server, {
        execPath: 'strace',
        execArgv: [...STRACE, `--output=${trace}`, process.execPath],
      });
      const opening = {
        folder,
        gatewayUrl: gateway.baseUrl,
        webhookSecret: SECRET,
        backoff: { initialDelayMs: 5, maxDelayMs: 20 },
        writesLetters: true,
      };
      const connections = connectionsOf(SEED, WEBHOOKS, CONNECTIONS);
      try {
        const url = String(await shop.open(opening));
        // Half of the webhooks find their payments; the others are unmatched.
        for (let i = 0; i < WEBHOOKS; i += 2) await order(url, orderOf(i));
        await Promise.all(
          connections.map((webhooks) =>
            sendInTurn(url, webhooks, (port, mark) => {
              sent.set(port, [...(sent.get(port) ?? []), mark]);
            }),
          ),
        );
      } finally {
        await shop.close();
      }

      const flushes = await follow(trace, sent);
      const { early, answers, stored } = flushes;
      expect({ early: early.length, first: early.slice(0, 5), answers, stored }).toEqual({
        early: 0,
        first: [],
        answers: connections.flat().length,
        stored: WEBHOOKS,
      });
    },
    300_000 + WEBHOOKS * 200,
  );
});

async function order(url: string, orderUuid: string): Promise<void> {
  const answer = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...request(orderUuid), metadata: { failures: 0, slowMs: 0 } }),
  });
  expect(answer.status).toBe(201);
}

async function follow(
  trace: string,
  sent: ReadonlyMap<number, readonly string[]>,
): Promise<FlushOrder> {
  const flushes = new FlushOrder(sent);
  const reader = new TraceReader();
  for await (const line of createInterface({ input: createReadStream(trace) })) {
    const event = reader.read(line);
    if (event) flushes.follow(event);
  }
  return flushes;
}

function expectStrace(): void {
  if (spawnSync('strace', ['--version']).status === 0) return;
  throw new Error(
    'This proof reads system calls with strace, which is missing: run "apt-get install strace".',
  );
}
