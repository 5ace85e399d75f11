import { createSandbox } from 'ovgc-sandbox';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DocumentedExample, OpenApiDocument } from './openapi.examples.js';
import { examplesOf, requestsOf, routesOf } from './openapi.examples.js';
import type { Schema } from './openapi.schema.js';
import { schemaProblems } from './openapi.schema.js';
import { arrange, lasting, send } from './docs.scenario.js';
import { openEndpoint } from './sandbox.endpoint.js';
import { newPayment } from './sandbox.seller.js';

// Before the tests are collected: there is one for each example.
const endpoint = await openEndpoint();
const sandbox = await createSandbox({ webhookUrl: endpoint.url });
const document = (await (await fetch(`${sandbox.url}/docs/json`)).json()) as OpenApiDocument;
const components = document.components.schemas;
const examples = examplesOf(document);

afterAll(async () => {
  await sandbox.close();
  await endpoint.close();
});

const problems = (value: unknown, schema: Schema) => schemaProblems(value, schema, components);

describe('the API reference', () => {
  it('is an OpenAPI 3.1 document that says what it is', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'ovgc-sandbox' } });
  });

  it('says of each operation what it is for, in a group that is described', () => {
    const groups = document.tags.map(({ name }) => name);
    for (const { operation } of routesOf(document.paths)) {
      expect(operation.summary).toEqual(expect.stringMatching(/^[A-Z].{4}/));
      expect(groups).toEqual(expect.arrayContaining([...operation.tags]));
    }
  });

  it('has an example for each answer of each operation', () => {
    const shown = examples.map(({ operationId, status }) => `${operationId} ${status}`);
    const documented = routesOf(document.paths).flatMap(({ operation }) =>
      Object.keys(operation.responses).map((status) => `${operation.operationId} ${status}`),
    );
    expect(documented.filter((answer) => !shown.includes(answer))).toEqual([]);
  });

  it('begins with a command that makes the first payment', async () => {
    await sandbox.reset();
    const command = /```sh\n(.+?)\n```/s.exec(document.info.description)?.[1] ?? '';
    const { stdout } = await promisify(execFile)('sh', ['-c', command]);
    expect(JSON.parse(stdout)).toMatchObject({ status: true, url: expect.any(String) });
  });

  it('holds no secret of the sandbox', async () => {
    await using own = await createSandbox({
      apiKey: 'own_api_key',
      webhookSecret: 'own_webhook_secret',
      adminPassword: 'own_password',
    });
    const text = await (await fetch(`${own.url}/docs/json`)).text();
    expect(text).not.toMatch(/own_api_key|own_webhook_secret|own_password/);
  });
});

describe('an example', () => {
  it.each(examples.map((example) => [example.operationId, example.name, example] as const))(
    'of %s, %s, is what the sandbox takes and answers',
    async (_operation, _name, example) => {
      const ids = await arrange(sandbox, endpoint, example);
      const { status, body } = await send(sandbox, example, ids);
      expect({ status, body: lasting(body) }).toEqual({
        status: example.status,
        body: lasting(example.answer?.value),
      });
      expect(requestProblems(example)).toEqual([]);
      if (example.answer === undefined) return;
      expect(problems(example.answer.value, example.answer.schema)).toEqual([]);
      expect(problems(body, example.answer.schema)).toEqual([]);
    },
  );

  /** What is refused need not fit. */
  function requestProblems({ parameters, body, status, answer }: DocumentedExample): string[] {
    const isTaken = status < 300 && (answer?.value as { status?: unknown })?.status !== false;
    if (!isTaken) return [];
    return [
      ...parameters.flatMap(({ value, schema }) =>
        problems(schema['type'] === 'string' ? value : JSON.parse(value), schema),
      ),
      ...(body === undefined ? [] : problems(body.value, body.schema)),
    ];
  }
});

describe('the webhook of the reference', () => {
  const [route] = routesOf(document.webhooks);
  const requests = route === undefined ? [] : requestsOf(route.operation);

  it('is what the sandbox sends when a payment succeeds, and when it does not', async () => {
    await sandbox.reset();
    const before = endpoint.arrivals.length;
    await newPayment(sandbox, 'ORDER-1');
    await sandbox.pay('ORDER-1');
    await newPayment(sandbox, 'ORDER-2');
    await sandbox.cancel('ORDER-2');
    await sandbox.idle();
    const sent = endpoint.arrivals
      .slice(before)
      .map(({ text }) => JSON.parse(text) as Record<string, unknown>);
    for (const body of sent) expect(problems(body, requests[0]?.schema ?? {})).toEqual([]);
    const shown = sent.map((body) => ({
      ...body,
      webhook_secret: '<your webhook signing secret>',
    }));
    expect(shown.map(lasting)).toEqual(requests.map(({ value }) => lasting(value)));
  });

  it('has examples that fit its schema', () => {
    for (const { value, schema } of requests) expect(problems(value, schema)).toEqual([]);
  });
});
