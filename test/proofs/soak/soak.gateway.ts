import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { created } from '../../support/gateway.js';

/** A gateway that creates what it is asked for and remembers nothing, however long it runs. */
export async function startForgetfulGateway(): Promise<{ server: Server; baseUrl: string }> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>;
      const line = `${request.method} ${request.url}`;
      created({ line, headers: request.headers, text, body }, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, baseUrl: `http://127.0.0.1:${port}/backend/api` };
}
