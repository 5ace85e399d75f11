import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createsPayment, type Fate, fatesOf } from './gateway.fate.js';
import { reply } from './gateway.reply.js';

/** What the gateway holds for an order: it is idempotent by `order_uuid` (OVGC API, Errors). */
export interface HeldTransaction {
  readonly transactionId: string;
  readonly url: string;
  /** As the number was written. */
  readonly amount: string;
  readonly email: string;
}

/** A request that was read to its end. */
export interface ReadRequest {
  readonly order: string;
  readonly apiKey: unknown;
  readonly amount: string;
  readonly fate: Fate;
}

const HEALTHY: Fate = { kind: 'answered', manner: 'at once' };
const FATES = 10_007;
/** Every so many connections one is reset before anything is read from it. */
const RESET_AT_THE_DOOR = 40;
const OUTAGE_MS = 40;

/** A gateway with a memory that never fails, behind everything that can go wrong with a server. */
export class ChaosGateway {
  readonly transactions = new Map<string, HeldTransaction>();
  /** By the call that made them, told by `product_title`. */
  private readonly requests = new Map<string, ReadRequest[]>();
  private readonly asked = new Map<string, number>();
  private readonly sockets = new Set<Socket>();
  private readonly fates: readonly Fate[];
  private server: Server = this.listener();
  private port = 0;
  private connections = 0;
  private healthy = false;

  constructor(seed: number) {
    this.fates = fatesOf(seed, FATES);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/backend/api`;
  }

  async open(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** For a while nobody listens, and what was under way is reset. */
  async outage(): Promise<void> {
    await this.close();
    await sleep(OUTAGE_MS);
    this.server = this.listener();
    await this.open();
  }

  /** From now on nothing goes wrong. */
  recover(): void {
    this.healthy = true;
  }

  /** What was read of a call. */
  requestsOf(call: string): readonly ReadRequest[] {
    return this.requests.get(call) ?? [];
  }

  allRequests(): readonly ReadRequest[] {
    return [...this.requests.values()].flat();
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.resetAndDestroy());
    this.server.close();
    await once(this.server, 'close');
  }

  private listener(): Server {
    return createServer((request, response) => void this.serve(request, response)).on(
      'connection',
      (socket) => this.meet(socket),
    );
  }

  private meet(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => undefined);
    this.connections += 1;
    if (!this.healthy && this.connections % RESET_AT_THE_DOOR === 0) socket.resetAndDestroy();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    try {
      for await (const chunk of request) text += String(chunk);
    } catch {
      // It hung up before its request was whole: there is nothing to act on.
      return;
    }
    const body = JSON.parse(text) as Record<string, unknown>;
    const order = String(body['order_uuid']);
    const nth = (this.asked.get(order) ?? 0) + 1;
    this.asked.set(order, nth);
    const fate = this.fateOf(order, nth);
    const amount = /"total_amount":([^,]*),/.exec(text)?.[1] ?? '';
    const call = String(body['product_title']);
    const read = { order, apiKey: body['api_key'], amount, fate };
    this.requests.set(call, [...this.requestsOf(call), read]);
    if (createsPayment(fate)) this.create(order, amount, String(body['email']));
    const { transactionId, url } = this.transactions.get(order) ?? {};
    reply(
      fate,
      {
        created: JSON.stringify({ status: true, transaction_id: transactionId, url }),
        // It happens that a key is repeated by what found it wrong.
        refusal: JSON.stringify({ status: false, error: `Not with ${String(body['api_key'])}` }),
      },
      response,
    );
  }

  /** The nth request of an order has the same fate in every run with the same seed. */
  private fateOf(order: string, nth: number): Fate {
    const number = Number(order.replace(/\D/g, ''));
    return this.healthy ? HEALTHY : (this.fates[(number * 31 + nth) % FATES] ?? HEALTHY);
  }

  private create(order: string, amount: string, email: string): void {
    if (this.transactions.has(order)) return;
    const transactionId = `invoice_${order}`;
    const url = `https://gateway.test/checkout/${randomUUID()}`;
    this.transactions.set(order, { transactionId, url, amount, email });
  }
}
