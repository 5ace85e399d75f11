import { request } from 'node:http';
import type { Sandbox } from 'ovgc-sandbox';
import { ENDPOINT, IDS } from '../../libs/sandbox/openapi/examples/ids.js';
import type { DocumentedExample } from './openapi.examples.js';
import type { Endpoint } from './sandbox.endpoint.js';
import { newPayment } from './sandbox.seller.js';

export interface Answer {
  readonly status: number;
  /** Undefined where there is none. */
  readonly body: unknown;
}

/** What must be the case before an example is sent, by the example's name. */
const ARRANGEMENTS: Readonly<Record<string, (sandbox: Sandbox, ids: RealIds) => unknown>> = {
  gatewayInactive: (sandbox) => sandbox.setGatewayActive(false),
  noEndpoint: (sandbox) => sandbox.setWebhookUrl(null),
  revoked: (sandbox, ids) => sandbox.sellers.revokeKey(ids(IDS.seller), ids(IDS.apiKey)),
};

/** Gives the real thing's id for that of the document, wherever it stands in a text. */
type RealIds = (text: string) => string;

/** Makes what the examples speak of, as if nothing else had ever happened. */
export async function arrange(
  sandbox: Sandbox,
  endpoint: Endpoint,
  { name }: DocumentedExample,
): Promise<RealIds> {
  await sandbox.reset();
  sandbox.setWebhookUrl(endpoint.url);
  const books = await sandbox.sellers.create({
    name: 'Books',
    minimumAmount: '5.00',
    webhookUrl: endpoint.url,
  });
  const { transactionId } = await newPayment(sandbox, IDS.order);
  await sandbox.pay(transactionId);
  await sandbox.idle();
  const [webhook] = await sandbox.webhooks();
  const fault = sandbox.faults.add({ target: 'webhook', kind: 'duplicate' });
  const real = new Map<string, string | undefined>([
    [IDS.transaction, transactionId],
    [IDS.seller, books.id],
    [IDS.apiKey, books.apiKeys[0]?.id],
    [IDS.webhook, webhook?.id],
    [IDS.fault, fault.id],
    [ENDPOINT, endpoint.url],
  ]);
  const ids: RealIds = (text) =>
    [...real].reduce((sofar, [documented, id]) => sofar.replaceAll(documented, id ?? ''), text);
  await ARRANGEMENTS[name]?.(sandbox, ids);
  return ids;
}

/** Sends an example's request, as who may: unless the example is about somebody who may not. */
export async function send(
  sandbox: Sandbox,
  example: DocumentedExample,
  ids: RealIds,
): Promise<Answer> {
  const { method, path, parameters, body, status } = example;
  const valuesIn = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, value }) => [name, ids(value)] as const);
  const target = valuesIn('path').reduce(
    (sofar, [name, value]) => sofar.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const query = new URLSearchParams(valuesIn('query').map((pair) => [...pair])).toString();
  const headers = {
    'content-type': 'application/json',
    ...Object.fromEntries(valuesIn('header')),
    ...(status === 401 ? {} : await credentials(sandbox, example)),
    ...(status === 403 && { origin: 'https://evil.example' }),
  };
  const text = body === undefined ? undefined : ids(JSON.stringify(body.value));
  return ask(`${sandbox.url}${target}${query === '' ? '' : `?${query}`}`, method, headers, text);
}

async function credentials(
  sandbox: Sandbox,
  { security }: DocumentedExample,
): Promise<Record<string, string>> {
  if (security === 'apiKey') return { 'x-api-key': sandbox.apiKey };
  if (security !== 'admin') return {};
  const { adminEmail: email, adminPassword: password } = sandbox;
  const login = JSON.stringify({ email, password });
  const { body } = await ask(`${sandbox.apiUrl}/admin/login`, 'POST', {}, login);
  return { authorization: `Bearer ${(body as { token: string }).token}` };
}

/** `fetch` would not let a test say that it is another site's page. */
function ask(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          body: text === '' ? undefined : (JSON.parse(text) as unknown),
        });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

/** What differs from one run to the next, and what takes its place. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/invoice_[\da-f]{13}/g, 'a transaction'],
  [/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'an id'],
  [/http:\/\/127\.0\.0\.1:\d+/g, 'an address'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'a time'],
  [/(?:key|whsec)_sandbox_[\w-]{24}/g, 'a secret'],
  [/••••[\w-]{4}/g, 'a hidden secret'],
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, 'a token'],
  [/"(latencyMs|latency_ms|offsetMs)":-?[\d.]+/g, '"$1":"a number"'],
];

/** A body without what differs from one run to the next. */
export function lasting(body: unknown): unknown {
  if (body === undefined) return undefined;
  const text = CHANGING.reduce(
    (sofar, [pattern, word]) => sofar.replaceAll(pattern, word),
    JSON.stringify(body),
  );
  return JSON.parse(text) as unknown;
}
