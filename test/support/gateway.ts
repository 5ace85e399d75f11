import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A create call as it came in. */
export interface ReceivedCall {
  /** Such as `POST /backend/api/payment-request-api`. */
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** What to do with a call: answer it, or whatever a network can do to it. */
export type Answer = (call: ReceivedCall, response: ServerResponse, socket: Socket) => unknown;

/** A gateway that answers whatever a test wants, for what the sandbox can't be made to say. */
export interface ScriptedGateway {
  readonly baseUrl: string;
  readonly calls: readonly ReceivedCall[];
  /** Queues answers; when none is left, the payment is created as documented. */
  next(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** As documented: idempotent by order_uuid. */
export function created(call: ReceivedCall, response: ServerResponse): void {
  const order = String(call.body['order_uuid']);
  json(200, {
    status: true,
    transaction_id: transactionOf(order),
    url: `https://gateway.test/checkout/${order}`,
  })(call, response);
}

/** The transaction that {@link created} gives an order. */
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

/** The connection breaks after the request was read. */
export const reset: Answer = (_call, _response, socket) => socket.resetAndDestroy();

/** No answer ever comes. */
export const silence: Answer = () => undefined;

/** A byte each 20 ms, for ever. */
export const dripping: Answer = (_call, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

export async function startGateway(otherwise: Answer = created): Promise<ScriptedGateway> {
  const calls: ReceivedCall[] = [];
  const queue: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const textOfBody = Buffer.concat(chunks).toString();
      const body = JSON.parse(textOfBody || '{}') as Record<string, unknown>;
      const line = `${request.method} ${request.url}`;
      const call = { line, headers: request.headers, text: textOfBody, body };
      calls.push(call);
      const answer = queue.shift() ?? otherwise;
      answer(call, response, request.socket);
    });
  });
  const port = await listen(server);
  return {
    baseUrl: `http://127.0.0.1:${port}/backend/api`,
    calls,
    next: (...answers) => void queue.push(...answers),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
