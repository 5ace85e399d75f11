import axios from 'axios';
import crypto from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { EXAMPLE_ORIGIN } from '../src/docs/api-reference.js';
import type { Sandbox } from '../src/sandbox.js';
import { createSandbox } from '../src/sandbox.js';
import type { ExampleRequest, ExampleRequests } from './requests.js';
import type { Call } from './scenario.js';
import { arrange, SECOND_PAYMENT, send } from './scenario.js';

/** A request, and what a sandbox answered. */
export interface Example extends ExampleRequest {
  readonly status: number;
  /** Undefined where the answer has no body. */
  readonly answer: unknown;
}

/** The bodies of two webhooks. */
export interface SentWebhooks {
  readonly succeeded: unknown;
  readonly declined: unknown;
}

/** The examples of an operation, by name. */
export type Examples = Readonly<Record<string, Example>>;

const START = Date.parse('2026-03-14T09:26:53.589Z');

/** How the document shows what differs from one call to the next. */
const SHOWN = {
  transaction: 'invoice_67d2a3f8b12e1',
  endpoint: 'http://127.0.0.1:3000/webhooks/ovgc',
};

/** Records examples: a sandbox whose ids, secrets and times are the same in each build answers their requests. */
export class Recorder implements AsyncDisposable {
  readonly #endpoint: string;

  private constructor(
    private readonly sandbox: Sandbox,
    private readonly server: Server,
    private readonly machine: RepeatableMachine,
  ) {
    this.#endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<Recorder> {
    const machine = new RepeatableMachine();
    const server = createServer((_request, response) => response.end('{"received":true}'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new Recorder(await createSandbox({ publicUrl: EXAMPLE_ORIGIN }), server, machine);
  }

  /** Sends the requests of an operation, each to a sandbox in the same state. */
  async record(call: Call, requests: ExampleRequests): Promise<Examples> {
    const examples: Record<string, Example> = {};
    for (const [name, request] of Object.entries(requests)) {
      const ids = Object.entries({ ...(await this.#arrange(name)), endpoint: this.#endpoint });
      const real = ids.reduce(
        (sofar, [thing, id]) => sofar.replaceAll(`{${thing}}`, id),
        JSON.stringify(request),
      );
      const sent = JSON.parse(real) as ExampleRequest;
      const { status, body } = await send(this.sandbox, name, { ...call, ...sent });
      const transaction = ids.find(([thing]) => thing === 'transaction')?.[1] ?? '';
      examples[name] = this.#shown({ ...sent, status, answer: body }, transaction);
    }
    return examples;
  }

  /** What a shop's endpoint is sent when a payment succeeds, and when it does not. */
  async webhooks(): Promise<SentWebhooks> {
    const { transaction } = await this.#arrange();
    await axios.post(`${this.sandbox.apiUrl}/payment-request-api`, SECOND_PAYMENT);
    await this.sandbox.cancel(SECOND_PAYMENT.order_uuid);
    await this.sandbox.idle();
    const bodies = (await this.sandbox.webhooks()).map(({ body }) => body);
    const [declined, succeeded] = bodies;
    return this.#shown({ succeeded, declined }, transaction);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.sandbox.close();
    this.server.close();
  }

  #arrange(name = '') {
    this.machine.restart();
    return arrange(this.sandbox, `${this.#endpoint}/webhooks/ovgc`, name, () =>
      this.machine.wait(),
    );
  }

  #shown<T>(value: T, transaction: string): T {
    const text = JSON.stringify(value)
      .replaceAll(transaction, SHOWN.transaction)
      .replaceAll(this.#endpoint, new URL(SHOWN.endpoint).origin)
      .replaceAll(/"(latencyMs|latency_ms)":\d+/g, '"$1":7');
    return JSON.parse(text) as T;
  }
}

/** Takes chance and the passing of time from this process. */
class RepeatableMachine {
  #now = START;
  #drawn = 0;

  constructor() {
    Date.now = () => this.#now;
    const randomBytes = (size: number) =>
      crypto
        .createHash('shake256', { outputLength: size })
        .update(`${(this.#drawn += 1)}`)
        .digest();
    const randomUUID = () =>
      randomBytes(16)
        .toString('hex')
        .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
    Object.assign(crypto, { randomBytes, randomUUID, randomInt: () => 0 });
    syncBuiltinESMExports();
  }

  /** Draws the same again, from the same time on. */
  restart(): void {
    this.#now = START;
    this.#drawn = 0;
  }

  wait(): void {
    this.#now += 26_555;
  }
}
