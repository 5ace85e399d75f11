import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it arrived. */
export interface Arrival {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A seller's webhook endpoint that writes down what arrives, and answers as a test wants. */
export interface Endpoint extends AsyncDisposable {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** `payment_status` of each arrival, oldest first. */
  events(): string[];
  close(): Promise<void>;
}

type Answer = (response: ServerResponse, arrival: Arrival, number: number) => unknown;

/** Answers this status, with a short body. */
export function answering(...statuses: [number, ...number[]]): Answer {
  return (response, _arrival, number) => {
    response.writeHead(statuses[Math.min(number, statuses.length) - 1] ?? 200);
    response.end('{"received":true}');
  };
}

/** @param answer is told the number of the arrival, from 1. Default: 200. */
export async function openEndpoint(answer: Answer = answering(200)): Promise<Endpoint> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const arrival = { headers: request.headers, text: Buffer.concat(chunks).toString() };
      answer(response, arrival, arrivals.push(arrival));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}/webhooks/ovgc`,
    arrivals,
    events: () =>
      arrivals.map(({ text }) => (JSON.parse(text) as { payment_status: string }).payment_status),
    close,
    [Symbol.asyncDispose]: close,
  };
}
