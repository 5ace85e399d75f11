import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { TLS } from './gateway.js';

/** What a proxy does with a CONNECT; the default opens the tunnel, to this machine whatever the host. */
export type ConnectReaction = (request: IncomingMessage, client: Socket) => void;

/** A forward proxy that writes down all it can see. */
export interface RecordingProxy {
  readonly url: string;
  readonly host: string;
  /** The lines of all requests, such as `CONNECT gateway.test:443`. */
  readonly lines: readonly string[];
  /** The headers of the last CONNECT. */
  readonly headers: IncomingMessage['headers'];
  /** Every byte that clients sent, those in tunnels as well. */
  seen(): string;
  /** How many clients are connected. */
  clients(): number;
  close(): Promise<void>;
}

export async function startProxy(
  given: { readonly tls?: boolean; readonly reaction?: ConnectReaction } = {},
): Promise<RecordingProxy> {
  const { tls = false, reaction = openTunnel } = given;
  const lines: string[] = [];
  const bytes: Buffer[] = [];
  const sockets = new Set<Socket>();
  let headers: IncomingMessage['headers'] = {};
  const server: Server = tls ? createTlsServer(TLS) : createServer();
  server.on('request', (request, response) => {
    lines.push(`${request.method} ${request.url}`);
    bytes.push(Buffer.from(request.rawHeaders.join('\n')));
    request.on('data', (chunk: Buffer) => bytes.push(chunk));
    request.on('end', () => response.writeHead(502).end());
  });
  server.on('connect', (request, client: Socket) => {
    lines.push(`${request.method} ${request.url}`);
    ({ headers } = request);
    bytes.push(Buffer.from(request.rawHeaders.join('\n')));
    client.on('data', (chunk: Buffer) => bytes.push(chunk)).on('error', () => undefined);
    client.on('end', () => client.end());
    reaction(request, client);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${tls ? 'https' : 'http'}://${host}`,
    host,
    lines,
    get headers() {
      return headers;
    },
    seen: () => Buffer.concat(bytes).toString('latin1'),
    clients: () => sockets.size,
    close: async () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await once(server, 'close');
    },
  };
}

function openTunnel({ url = '' }: IncomingMessage, client: Socket): void {
  const upstream = connect(Number(url.split(':').at(-1)), '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

/** Answers a CONNECT with a text of its own instead of a tunnel. */
export function answerInstead(status: string, body = ''): ConnectReaction {
  return (_request, client) =>
    client.end(`HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}
