import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type ScriptedGateway, startGateway } from '../../support/gateway.js';
import { RecordingHandler } from '../../support/handlers.js';
import { type Host, startHost } from '../../support/host.js';
import { progress } from '../../support/progress.js';
import { type Content, halfDone } from './ledger.content.js';
import { BEGINNING, quiet, startRuntime, stopRuntime, take } from './ledger.runtime.js';
import { type History, recordHistory } from './log.history.js';
import { expectedContent, forgotten, Recovered } from './log.recovery.js';
import { cut, everyPrefix, someTears, type Tear } from './log.tears.js';

/** Every prefix, byte by byte: `TORN_LOG=all`; the same ones again: `TORN_LOG_SEED=…`. */
const ALL = process.env['TORN_LOG'] === 'all';
const SEED = Number(process.env['TORN_LOG_SEED'] ?? Date.now() % 2 ** 31);
const LONGEST_MS = ALL ? 24 * 3_600_000 : 300_000;

/** When what was torn is opened again. */
const SOON_AFTER = BEGINNING + 60_000;

const HANDLERS = Object.fromEntries(
  ['created', 'succeeded', 'declined', 'conflicted'].map((kind) => [
    `ovgc.payment.${kind}`,
    [`RecordingHandler.${kind}`],
  ]),
);

describe.each([
  ['since the very first start', { isNew: true, orders: ALL ? 1 : 3 }],
  ['of a ledger in use', { isNew: false, orders: ALL ? 2 : 6 }],
])(`a write-ahead log %s, torn anywhere (TORN_LOG_SEED=${SEED})`, (_, how) => {
  let host: Host;
  let gateway: ScriptedGateway;
  let folder: string;
  let history: History;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    host = await startHost(RecordingHandler);
    gateway = await startGateway();
    folder = await mkdtemp(join(tmpdir(), 'ovgc-torn-'));
    host.get(RecordingHandler).behave = ({ payment }, { attempt }) => {
      if (attempt === 1 && payment.orderUuid.endsWith('1')) throw new Error('not this time');
    };
    await mkdir(join(folder, 'whole'));
    history = await recordHistory(join(folder, 'whole'), host, gateway.baseUrl, {
      seed: SEED,
      ...how,
    });
  });
  afterAll(async () => {
    await host.close();
    await gateway.close();
    await rm(folder, { recursive: true });
  });

  const open = (tear: Tear) => Recovered.open(join(folder, 'torn'), history, tear);

  it(
    'opens, and holds the commits that are whole, and nothing else',
    async () => {
      const tears = ALL ? everyPrefix(history.log) : someTears(history.log, SEED);
      const total = history.log.length + 1;
      const tell = progress({ of: 'prefixes', total, seed: `TORN_LOG_SEED=${SEED}` });
      let seen = 0;
      for (const tear of tears) {
        expect({ tear: tear.name, ...(await recover(tear)) }).toEqual({
          tear: tear.name,
          integrity: 'ok',
          content: expectedContent(history, tear),
          halfDone: [],
          forgotten: [],
        });
        seen += 1;
        tell(seen);
      }
      expect(seen).toBeGreaterThanOrEqual(500);
    },
    LONGEST_MS,
  );

  it(
    'goes on after each commit: what is known is not done again, what was lost is new',
    async () => {
      const whole = history.commits.at(-1)?.content;
      for (const { end } of history.commits) {
        const { content, keys } = await goOn(cut(end));
        expect({ end, ...outcomeOf(content) }).toEqual({ end, ...outcomeOf(whole) });
        expect([...keys].filter(([, distinct]) => distinct.size > 1)).toEqual([]);
      }
    },
    LONGEST_MS,
  );

  async function recover(tear: Tear) {
    const recovered = await open(tear);
    const { content, integrity } = recovered;
    await recovered.ledger.close();
    return {
      integrity,
      content,
      halfDone: halfDone(content, HANDLERS),
      forgotten: forgotten(history, tear, content),
    };
  }

  /** The shop asks again for every order, and the gateway sends every webhook again. */
  async function goOn(tear: Tear) {
    const { received } = host.get(RecordingHandler);
    received.length = 0;
    const recovered = await open(tear);
    const runtime = await startRuntime(host, recovered.ledger, gateway.baseUrl, SOON_AFTER);
    for (const step of history.steps) await take(runtime, step);
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

/** What has come about, without when, and after how many tries. */
function outcomeOf(content: Content | undefined) {
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
