import type { Sandbox } from 'ovgc-sandbox';
import type { Answer } from '../../libs/sandbox/openapi/scenario.js';
import * as scenario from '../../libs/sandbox/openapi/scenario.js';
import type { DocumentedExample } from './openapi.examples.js';
import type { Endpoint } from './sandbox.endpoint.js';

/** Gives the real thing's id for that of the document, wherever it stands in a text. */
type RealIds = (text: string) => string;

/** Makes what the examples speak of, as if nothing else had ever happened. */
export async function arrange(
  sandbox: Sandbox,
  endpoint: Endpoint,
  { name }: DocumentedExample,
): Promise<RealIds> {
  const ids = await scenario.arrange(sandbox, endpoint.url, name);
  const documented = [
    [/invoice_(?!0{13})[\da-f]{13}/g, ids.transaction],
    [/seller_[\da-f-]{36}/g, ids.seller],
    [/key_[\da-f-]{36}/g, ids.apiKey],
    [/webhook_[\da-f-]{36}/g, ids.webhook],
    [/fault_[\da-f-]{36}/g, ids.fault],
    [/http:\/\/127\.0\.0\.1:3000\/[\w/]+/g, endpoint.url],
  ] as const;
  return (text) => documented.reduce((sofar, [id, real]) => sofar.replaceAll(id, real), text);
}

/** Sends an example's request, with the real ids. */
export function send(sandbox: Sandbox, example: DocumentedExample, ids: RealIds): Promise<Answer> {
  const { name, method, path, security, parameters, body } = example;
  return scenario.send(sandbox, name, {
    method,
    path,
    security,
    parameters: Object.fromEntries(parameters.map((each) => [each.name, ids(each.value)])),
    body: body === undefined ? undefined : (JSON.parse(ids(JSON.stringify(body.value))) as unknown),
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
