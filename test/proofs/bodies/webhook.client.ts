import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Parcel } from './webhook.transport.js';

/** The answer; without a status if the connection ended before one. */
export interface Answer {
  readonly status: number | null;
  readonly text: string;
}

/** Posts requests over connections that are kept alive. */
export class WebhookClient {
  /** How many requests it was given. */
  posted = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });
  private readonly target: URL;

  constructor(url: string) {
    this.target = new URL('/webhooks/ovgc', url);
  }

  post(parcel: Parcel): Promise<Answer> {
    this.posted += 1;
    return parcel.falseLength === undefined ? this.send(parcel) : this.sendRaw(parcel);
  }

  close(): void {
    this.agent.destroy();
  }

  private send({ headers, bytes }: Parcel): Promise<Answer> {
    return new Promise((resolve) => {
      const length = 'Transfer-Encoding' in headers ? {} : { 'Content-Length': bytes.length };
      const sent = request(
        this.target,
        { method: 'POST', agent: this.agent, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? null,
              text: Buffer.concat(chunks).toString(),
            });
          });
        },
      );
      sent.on('error', () => resolve({ status: null, text: '' }));
      sent.end(bytes);
    });
  }

  /** An HTTP client can't be made to send a wrong length. */
  private sendRaw({ headers, bytes, falseLength }: Parcel): Promise<Answer> {
    const head = Object.entries({
      ...headers,
      Host: this.target.host,
      'Content-Length': falseLength,
    })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connect(Number(this.target.port), this.target.hostname);
      socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        const text = Buffer.concat(chunks).toString();
        const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
        resolve({ status: status === undefined ? null : Number(status), text });
      });
      socket.write(`POST ${this.target.pathname} HTTP/1.1\r\n${head}\r\n`);
      socket.end(bytes);
    });
  }
}
