import type { ServerResponse } from 'node:http';
import type { Fate } from './gateway.fate.js';

/** The texts of the gateway's answers to a request. */
export interface Words {
  /** Describes the transaction that was created. */
  readonly created: string;
  /** Says that none was created. */
  readonly refusal: string;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const DRIP_MS = 20;

/** Answers as the fate says, in real bytes on a real connection. */
export function reply(fate: Fate, { created, refusal }: Words, response: ServerResponse): void {
  switch (fate.kind) {
    case 'answered':
      return answer(fate.manner, created, response);
    case 'refused':
      return void response.writeHead(fate.status, JSON_TYPE).end(refusal);
    case 'failed':
      // The page of a proxy, or the gateway's own error.
      return void response
        .writeHead(fate.status, { Location: '/' })
        .end(fate.status % 2 === 0 ? `<h1>${fate.status}</h1>` : refusal);
    case 'nonsense':
      return void response.writeHead(200, JSON_TYPE).end(fate.text);
    case 'broken':
      return breakOff(fate.how, created, response);
  }
}

function answer(
  manner: Extract<Fate, { kind: 'answered' }>['manner'],
  text: string,
  response: ServerResponse,
): void {
  const { socket } = response;
  const whole = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
  switch (manner) {
    case 'at once':
      return void response.writeHead(200, JSON_TYPE).end(text);
    case 'then hangs up':
      return void response.writeHead(200, { ...JSON_TYPE, Connection: 'close' }).end(text);
    case 'byte by byte':
      response.writeHead(200, JSON_TYPE).flushHeaders();
      for (const character of text) response.write(character);
      return void response.end();
    case 'twice':
      return void socket?.write(whole + whole, () => socket.destroySoon());
    case 'again later':
      // A second answer that nobody asked for arrives on a connection that is kept alive.
      response.writeHead(200, { ...JSON_TYPE, 'Content-Length': text.length }).end(text);
      return void setTimeout(() => socket?.write(whole), 1);
  }
}

function breakOff(
  how: Extract<Fate, { kind: 'broken' }>['how'],
  text: string,
  response: ServerResponse,
): void {
  const { socket } = response;
  switch (how) {
    case 'reset':
      return void socket?.resetAndDestroy();
    case 'end':
      return void socket?.end();
    case 'stall':
      return;
    case 'half':
      response.writeHead(200, { ...JSON_TYPE, 'Content-Length': text.length });
      return void response.write(text.slice(0, text.length / 2), () => socket?.end());
    case 'drip': {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(' '), DRIP_MS);
      return void response.on('close', () => clearInterval(drip));
    }
    case 'bad gzip':
      return void response.writeHead(200, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }).end(text);
    case 'flood':
      return void response.writeHead(200, JSON_TYPE).end(' '.repeat(1024 * 1024) + text);
  }
}
