import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type ScriptedGateway, startGateway } from '../../support/gateway.js';
import { RecordingHandler } from '../../support/handlers.js';
import { type Host, startHost } from '../../support/host.js';
import { progress } from '../../support/progress.js';
import { type Content, partialTransactions } from './ledger.content.js';
import { expectedContent, lostWebhooks, Recovered } from './log.recovery.js';
import { type RecordedScenario, recordScenario } from './log.scenario.js';
import { cut, everyPrefix, someTruncations, type Truncation } from './log.truncations.js';
import { BEGINNING, quiet, startRuntime, stopRuntime, take } from './shop.runtime.js';

// Holds rule 1: stored, then acknowledged.
// Holds rule 2: one transaction.

/** Every prefix, byte by byte: `npm run prove:torn-log`; the same truncations again: `TORN_LOG_SEED=…`. */
const ALL = process.env['TORN_LOG'] === 'all';
const SEED = Number(process.env['TORN_LOG_SEED'] ?? Date.now() % 2 ** 31);
const LONGEST_MS = ALL ? 24 * 3_600_000 : 300_000;

/** Random truncations beside those at the end of each frame. */
const RANDOM = 60;

/** When a truncated log is opened again. */
const SOON_AFTER = BEGINNING + 60_000;

const HANDLERS = Object.fromEntries(
  ['created', 'succeeded', 'declined', 'conflicted'].map((kind) => [
    `ovgc.payment.${kind}`,
    [`RecordingHandler.${kind}`],
  ]),
);

describe.each([
  ['since the first start', { isNew: true, orders: ALL ? 1 : 3 }],
  ['of a ledger in use', { isNew: false, orders: ALL ? 2 : 6 }],
])(`a write-ahead log %s, truncated anywhere (TORN_LOG_SEED=${SEED})`, (_, how) => {
  let host: Host;
  let gateway: ScriptedGateway;
  let folder: string;
  let scenario: RecordedScenario;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    host = await startHost(RecordingHandler);
    gateway = await startGateway();
    folder = await mkdtemp(join(tmpdir(), 'ovgc-torn-'));
    host.get(RecordingHandler).behave = ({ payment }, { attempt }) => {
      if (attempt === 1 && payment.orderUuid.endsWith('1')) throw new Error('not this time');
    };
    await mkdir(join(folder, 'whole'));
    scenario = await recordScenario(join(folder, 'whole'), host, gateway.baseUrl, {
      seed: SEED,
      ...how,
    });
  });
  afterAll(async () => {
    await host.close();
    await gateway.close();
    await rm(folder, { recursive: true });
  });

  const open = (truncation: Truncation) =>
    Recovered.open(join(folder, 'truncated'), scenario, truncation);

  it(
    'opens with every whole commit, and nothing else',
    async () => {
      const truncations = ALL
        ? everyPrefix(scenario.log)
        : someTruncations(scenario.log, SEED, RANDOM);
      const total = scenario.log.length + 1;
      const tell = progress({ of: 'prefixes', total, seed: `TORN_LOG_SEED=${SEED}` });
      let seen = 0;
      for (const truncation of truncations) {
        const { name } = truncation;
        expect({ name, ...(await recover(truncation)) }).toEqual({
          name,
          integrity: 'ok',
          content: expectedContent(scenario, truncation),
          partialTransactions: [],
          lostWebhooks: [],
        });
        seen += 1;
        tell(seen);
      }
      expect(seen).toBeGreaterThanOrEqual(ALL ? scenario.log.length : 100);
    },
    LONGEST_MS,
  );

  it(
    'lets the shop continue after each commit: nothing stored is done again, nothing lost is missing',
    async () => {
      const whole = scenario.commits.at(-1)?.content;
      for (const { end } of scenario.commits) {
        const { content, keys } = await goOn(cut(end));
        expect({ end, ...resultOf(content) }).toEqual({ end, ...resultOf(whole) });
        expect([...keys].filter(([, distinct]) => distinct.size > 1)).toEqual([]);
      }
    },
    LONGEST_MS,
  );

  async function recover(truncation: Truncation) {
    const recovered = await open(truncation);
    const { content, integrity } = recovered;
    await recovered.ledger.close();
    return {
      integrity,
      content,
      partialTransactions: partialTransactions(content, HANDLERS),
      lostWebhooks: lostWebhooks(scenario, truncation, content),
    };
  }

  /** The shop asks again for every order, and the gateway sends every webhook again. */
  async function goOn(truncation: Truncation) {
    const { received } = host.get(RecordingHandler);
    received.length = 0;
    const recovered = await open(truncation);
    const runtime = await startRuntime(host, recovered.ledger, gateway.baseUrl, SOON_AFTER);
    for (const step of scenario.steps) await take(runtime, step);
    await quiet(runtime);
    const { content } = recovered;
    await stopRuntime(runtime);
    const keys = new Map<string, Set<string>>();
    for (const { type, event, delivery } of received) {
      const of = `${event.payment.orderUuid} ${type}`;
      keys.set(of, (keys.get(of) ?? new Set()).add(delivery.idempotencyKey));
    }
    return { content, keys };
  }
});

/** The content without times and numbers of attempts. */
function resultOf(content: Content | undefined) {
  return {
    payments: content?.ovgc_payments
      .map((row) => `${row.order_uuid} ${row.transaction_id} ${row.status}`)
      .toSorted(inOrder),
    webhooks: content?.ovgc_webhooks
      .map((row) => `${row.transaction_id} ${row.outcome} ${row.state}`)
      .toSorted(inOrder),
    events: content?.ovgc_events.map(({ id }) => id).toSorted(inOrder),
    deliveries: content?.ovgc_deliveries
      .map((row) => `${row.event_id} ${row.handler} ${row.state}`)
      .toSorted(inOrder),
  };
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b);
}
