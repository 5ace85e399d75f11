import { inspect } from 'node:util';
import fc from 'fast-check';
import { bodies, type BodyCase } from './webhook.body.js';
import { type Answer, WebhookClient } from './webhook.client.js';
import { progress } from '../../support/progress.js';
import { type Expectation, expectationOf } from './webhook.expectation.js';
import { API_KEY, SECRET } from './webhook.secrets.js';
import { textOf } from './webhook.text.js';
import { type Rows, startTarget, type Target } from './webhook.target.js';
import {
  isRefused,
  isUnderstood,
  parcelOf,
  sentText,
  type Transport,
  transports,
} from './webhook.transport.js';

// Holds rule 6: with a right secret nothing is lost.
// Holds rule 9: secrets never leave.

/** More bodies: `npm run prove:bodies`; the same ones again: `FUZZ_SEED=…`. */
const BODIES = Number(process.env['FUZZ_BODIES'] ?? 10_000);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const MOST_AT_ONCE = 400;

const MODULE_TAKES = 64 * 1024;
const APP_TAKES = 100 * 1024;
const OPEN_BODY = 4 * 1024;

interface Request {
  readonly body: BodyCase;
  readonly transport: Transport;
}

const requests: fc.Arbitrary<Request> = fc.record({ body: bodies, transport: transports });
// A bias would make most batches short.
const batches = fc.noBias(
  fc.array(requests, { minLength: 1, maxLength: MOST_AT_ONCE, size: 'max' }),
);

/** A request, what to expect of it, and its answer. */
interface Exchange {
  readonly id: string;
  readonly text: string;
  readonly transport: Transport;
  readonly expectation: Expectation;
  readonly answer: Answer;
}

describe(`any body that is posted to the webhook route (FUZZ_SEED=${seed})`, () => {
  const tell = progress({ of: 'bodies', total: BODIES, seed: `FUZZ_SEED=${seed}` });
  let target: Target;
  let client: WebhookClient;

  beforeAll(async () => {
    target = await startTarget(Array.from({ length: MOST_AT_ONCE }, (_, i) => idOf(i)));
    client = new WebhookClient(target.url);
  });
  afterAll(async () => {
    client.close();
    await target.close();
  });

  it(
    'is answered as documented, has no effect that it may not have, and reveals no secret',
    async () => {
      for (let round = 0; client.posted < BODIES; round += 1) {
        await fc.assert(fc.asyncProperty(batches, holds), { seed: seed + round, numRuns: 20 });
        tell(client.posted);
      }
    },
    300_000 + BODIES * 10,
  );

  // Jest itself fails the run on an uncaught error or an unhandled rejection.
  async function holds(batch: readonly Request[]): Promise<void> {
    const exchanges = await exchange(batch);
    const rows = await target.rows();
    answersAsDocumented(exchanges);
    movesOnlyWhatMayMove(exchanges, rows, target.fulfilled());
    keepsWhatIsDocumented(exchanges, rows, target.fulfilled());
    revealsNoSecret(exchanges, rows, target);
  }

  async function exchange(batch: readonly Request[]): Promise<Exchange[]> {
    await target.begin();
    const exchanges = await Promise.all(
      batch.map(async ({ body, transport }, i) => {
        const text = textOf(body, idOf(i), idOf((i + 1) % batch.length));
        const parcel = parcelOf(text, transport);
        const answer = await client.post(parcel);
        const expectation = expectationOf(isRefused(transport) ? '' : sentText(text, parcel));
        return { id: idOf(i), text, transport, expectation, answer };
      }),
    );
    await target.settled();
    return exchanges;
  }
});

function idOf(i: number): string {
  return `invoice_${i}`;
}

function answersAsDocumented(exchanges: readonly Exchange[]): void {
  const others = exchanges
    .map((one) => ({
      expected: statusesFor(one),
      answer: one.answer,
      text: one.text.slice(0, 1000),
    }))
    .filter(({ expected, answer }) => !expected.includes(answer.status));
  expect(others).toEqual([]);
  const accepted = exchanges.filter(({ answer }) => answer.status === 200);
  expect(accepted.every(({ answer }) => answer.text.endsWith('{"received":true}'))).toBe(true);
}

/** The statuses that the contract allows. */
function statusesFor({ text, transport, expectation }: Exchange): (number | null)[] {
  if (isUnderstood(transport)) return understoodStatuses(text, expectation);
  const refusals = [400, 401, 413, 415];
  // A client that closes its connection early may see no answer.
  if (transport === 'shorter than it says') return [...refusals, null];
  return expectation.isAuthorised ? [...refusals, 200] : refusals;
}

function understoodStatuses(text: string, expectation: Expectation): number[] {
  const bytes = Buffer.byteLength(text);
  if (bytes > APP_TAKES) return [413];
  // An app's parser may read an empty body, or a lone byte order mark, as an empty object.
  if (!expectation.isObject) return ['', '\uFEFF'].includes(text) ? [400, 401] : [400];
  if (!expectation.isAuthorised) return [401];
  return bytes > MODULE_TAKES ? [200, 413] : [200];
}

function movesOnlyWhatMayMove(
  exchanges: readonly Exchange[],
  { moved, webhooks, events }: Rows,
  fulfilled: readonly string[],
): void {
  const authorised = exchanges
    .map(({ expectation }) => expectation)
    .filter((one) => one.isAuthorised);
  const named = new Set(authorised.flatMap(({ ids }) => ids));
  const payable = new Set(authorised.flatMap(({ pays }) => pays));
  // One that names no transaction waits for a payment that the other ids belong to.
  const identified = webhooks.filter(({ transactionId }) => transactionId !== null);
  const successes = identified.filter(({ outcome }) => outcome === 'succeeded');
  const paid = moved.filter(({ status }) => status === 'Paid');
  expect({
    webhooks: without(named, identified),
    successes: without(payable, successes),
    moved: without(named, moved),
    paid: without(payable, paid),
    events: without(named, events),
    fulfilled: fulfilled.filter((id) => !payable.has(id)),
  }).toEqual({ webhooks: [], successes: [], moved: [], paid: [], events: [], fulfilled: [] });
}

function without<T extends { readonly transactionId: string | null }>(
  allowed: ReadonlySet<string>,
  rows: readonly T[],
): T[] {
  return rows.filter(({ transactionId }) => transactionId === null || !allowed.has(transactionId));
}

function keepsWhatIsDocumented(
  exchanges: readonly Exchange[],
  { webhooks }: Rows,
  fulfilled: readonly string[],
): void {
  const kept = new Set(webhooks.map(({ transactionId, outcome }) => `${transactionId} ${outcome}`));
  const documented = exchanges.flatMap(
    ({ transport, expectation: { documented: outcome, ids }, answer }) =>
      isUnderstood(transport) && outcome !== null && answer.status === 200
        ? ids.map((id) => ({ id, outcome }))
        : [],
  );
  const texts = new Set(webhooks.map(({ body }) => body));
  const forgotten = exchanges
    .filter(({ answer, expectation }) => answer.status === 200 && expectation.isAuthorised)
    .filter(({ transport }) => isUnderstood(transport))
    .filter(({ expectation: { ids, stored } }) => {
      // A copy of a webhook that was recognised is not stored again.
      const isCopy = webhooks.some(
        ({ duplicateKey, state }) =>
          state !== 'unrecognised' && duplicateKey.split(' ').some((id) => ids.includes(id)),
      );
      if (stored !== null) return !isCopy && !texts.has(stored) && !isShortened(stored, texts);
      return !isCopy && ![...texts].some((text) => text.includes('[nested too deeply]'));
    });
  const unfulfilled = documented.filter(
    ({ id, outcome }) => outcome === 'succeeded' && !fulfilled.includes(id),
  );
  expect({
    lost: documented.filter(({ id, outcome }) => !kept.has(`${id} ${outcome}`)),
    forgotten: forgotten.map(({ text }) => text.slice(0, 1000)),
    unfulfilled,
    twice: fulfilled.filter((id, i) => fulfilled.indexOf(id) < i),
  }).toEqual({ lost: [], forgotten: [], unfulfilled: [], twice: [] });
}

/** The body of an open webhook is stored in short, with its length. */
function isShortened(text: string, stored: ReadonlySet<string>): boolean {
  const bytes = Buffer.byteLength(text);
  return (
    bytes > OPEN_BODY &&
    [...stored].some(
      (one) =>
        Buffer.byteLength(one) <= bytes && one.endsWith(`"[shortened]":"from ${bytes} bytes"}`),
    )
  );
}

function revealsNoSecret(exchanges: readonly Exchange[], rows: Rows, target: Target): void {
  const shown = {
    rows: JSON.stringify(rows),
    log: target.log.join('\n'),
    events: inspect(target.events(), { depth: 9, maxArrayLength: null, maxStringLength: null }),
    answers: exchanges.map(({ answer }) => answer.text).join('\n'),
  };
  const leaks = Object.entries(shown)
    .filter(([, text]) => [SECRET, API_KEY].some((secret) => text.includes(secret)))
    .map(([where]) => where);
  expect(leaks).toEqual([]);
}
