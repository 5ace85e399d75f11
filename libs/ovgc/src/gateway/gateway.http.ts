import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import axios, { type AxiosInstance } from 'axios';
import { firstValueFrom } from 'rxjs';
import { withDeadline } from './deadline.js';
import { connectionFailure, type Unavailable, unavailable } from './gateway.failure.js';
import { USER_AGENT } from './gateway.request.js';
import { Tunnel } from './gateway.tunnel.js';

/** A larger answer, in bytes, is not the gateway's. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** One request to the gateway. */
export interface GatewayRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the whole exchange may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer of any HTTP status. */
export interface GatewayResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly text: string;
  /** The header `Retry-After`, where there is one. */
  readonly retryAfter: unknown;
  /** The header `Date`: what the gateway's own clock showed. */
  readonly date: unknown;
}

interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/**
 * The module's own HTTP client. It shares nothing with the app's: no interceptor or transformer of the app sees a
 * request with the API key in it, and no header of the app goes to the gateway.
 */
export class GatewayHttp {
  // Private at run time as well: an open request holds the API key, and what holds the request is not to be printed.
  // A connection for each request: an answer doesn't say which order it belongs to, so bytes left over on a connection
  // could be taken for the answer to the next request.
  readonly #agents: Agents = {
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
  };
  private readonly closing = new AbortController();
  readonly #service = new HttpService(instanceWith(this.#agents));

  readonly #proxy: URL | null;

  /** @param proxy the proxy that https requests are tunnelled through; null for none */
  constructor(proxy: URL | null = null) {
    this.#proxy = proxy;
    // Every open request listens to it, and Node would warn of a leak when there are many.
    setMaxListeners(0, this.closed);
  }

  /** Aborted by {@link GatewayHttp.close}. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** Aborts the open requests; later ones are not sent. */
  close(): void {
    this.closing.abort();
  }

  /** Sends one request, once. Never rejects, and follows no redirect: the API key is for one address. */
  async send(request: GatewayRequest): Promise<GatewayResponse | Unavailable> {
    const { method, url, headers, body, timeoutMs, signal } = request;
    if (this.closed.aborted) return unavailable('shutdown', 'not_sent');
    let tunnel: Tunnel | undefined;
    try {
      // A timeout of the whole exchange: axios's own starts again with each byte that a slow server sends.
      const response = await withDeadline(
        timeoutMs,
        signal ? [this.closed, signal] : [this.closed],
        (deadline) => {
          if (this.#proxy) tunnel = new Tunnel(this.#proxy, deadline);
          return firstValueFrom(
            this.#service.request<string>({
              method,
              url,
              headers: { Accept: 'application/json', 'User-Agent': USER_AGENT, ...headers },
              ...(body !== undefined && { data: body }),
              ...(tunnel && { httpsAgent: tunnel.agent }),
              signal: deadline,
              maxRedirects: 0,
              maxContentLength: MAX_ANSWER_BYTES,
              responseType: 'text',
              transformResponse: (text: string) => text,
              validateStatus: () => true,
            }),
          );
        },
      );
      const { status, data: text, headers: answered } = response;
      const retryAfter: unknown = answered['retry-after'];
      return { kind: 'response', status, text, retryAfter, date: answered['date'] };
    } catch (error) {
      const failed = connectionFailure(error);
      const failure = tunnel?.failure(failed) ?? failed;
      return this.closed.aborted ? { ...failure, reason: 'shutdown' } : failure;
    }
  }
}

function instanceWith(agents: Agents): AxiosInstance {
  const instance = axios.create({
    ...agents,
    // Many versions of axios send the whole request to the environment's proxy, the API key with it.
    proxy: false,
    transformRequest: [(body: unknown) => body],
  });
  instance.defaults.headers = {} as AxiosInstance['defaults']['headers'];
  return instance;
}
