import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A self-signed certificate for `gateway.test` and `proxy.test`; clients trust it by `NODE_EXTRA_CA_CERTS`. */
export const CERTIFICATE = join(import.meta.dirname, 'tls/cert.pem');

export const TLS = {
  cert: readFileSync(CERTIFICATE),
  key: readFileSync(join(import.meta.dirname, 'tls/key.pem')),
};

/** A call as the gateway received it. */
export interface ReceivedCall {
  /** Such as `POST /backend/api/payment-request-api`. */
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** What the gateway does with a call: it answers, or does what a broken network would. */
export type Answer = (call: ReceivedCall, response: ServerResponse, socket: Socket) => unknown;

/** A gateway over HTTP that answers what a test wants, for answers that the sandbox can't give. */
export interface ScriptedGateway {
  readonly baseUrl: string;
  readonly calls: readonly ReceivedCall[];
  /** Queues answers; after the last of them, each payment is created as documented. */
  next(...answers: Answer[]): void;
  /** Resets every connection and listens to nobody for so many milliseconds. */
  outage(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Answers what has no queued answer. Default: {@link created}. */
  readonly otherwise?: Answer;
  /** Whether it keeps `calls`. Default: true. */
  readonly remembers?: boolean;
  /** Whether it speaks https, as `gateway.test`: a name that only a proxy can resolve. Default: false. */
  readonly tls?: boolean;
  /** Runs for each new connection, before anything is read from it. */
  readonly connected?: (socket: Socket) => void;
}

/** Answers as documented: idempotent by `order_uuid`. */
export function created(call: ReceivedCall, response: ServerResponse): void {
  const order = String(call.body['order_uuid']);
  json(200, {
    status: true,
    transaction_id: transactionOf(order),
    url: `https://gateway.test/checkout/${order}`,
  })(call, response);
}

/** The transaction of an order that {@link created} answered. */
export function transactionOf(orderUuid: string): string {
  return `invoice_${Buffer.from(orderUuid).toString('hex')}`;
}

export function json(
  status: number,
  body: unknown,
): (call: unknown, response: ServerResponse) => void {
  return text(status, JSON.stringify(body), 'application/json');
}

export function text(status: number, body: string, type = 'text/html') {
  return (_call: unknown, response: ServerResponse): void => {
    response.writeHead(status, { 'Content-Type': type }).end(body);
  };
}

/** Resets the connection after the request was read. */
export const reset: Answer = (_call, _response, socket) => socket.resetAndDestroy();

/** Never answers. */
export const silence: Answer = () => undefined;

/** Sends a byte every 20 ms and never ends. */
export const dripping: Answer = (_call, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

export async function startGateway(options: GatewayOptions = {}): Promise<ScriptedGateway> {
  const { otherwise = created, remembers = true, connected = () => undefined } = options;
  const calls: ReceivedCall[] = [];
  const queue: Answer[] = [];
  const sockets = new Set<Socket>();
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const textOfBody = Buffer.concat(chunks).toString();
      const body = JSON.parse(textOfBody || '{}') as Record<string, unknown>;
      const line = `${request.method} ${request.url}`;
      const call = { line, headers: request.headers, text: textOfBody, body };
      if (remembers) calls.push(call);
      const answer = queue.shift() ?? otherwise;
      answer(call, response, request.socket);
    });
  };
  const server = options.tls ? createTlsServer(TLS, listener) : createServer(listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    connected(socket);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  const port = await listen(0);
  return {
    baseUrl: `${options.tls ? 'https://gateway.test' : 'http://127.0.0.1'}:${port}/backend/api`,
    calls,
    next: (...answers) => void queue.push(...answers),
    outage: async (ms) => {
      sockets.forEach((socket) => socket.resetAndDestroy());
      await close();
      await sleep(ms);
      await listen(port);
    },
    close,
  };
}
