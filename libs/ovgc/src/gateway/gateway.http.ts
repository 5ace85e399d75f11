import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import axios, { type AxiosInstance } from 'axios';

/**
 * An HTTP client of the module's own: no interceptor or transformer of the app's gets to see a request with the API
 * key in it, and no header of the app's goes to the gateway.
 */
export class GatewayHttp {
  // A connection a request: the answer doesn't say which order it is of, so nothing that was said on the connection
  // before may be taken for it.
  private readonly agents = {
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
  };
  private readonly closing = new AbortController();
  readonly service = new HttpService(this.instance());

  constructor() {
    // Each request that is under way listens, and there may be many: Node would take them for a leak.
    setMaxListeners(0, this.closed);
  }

  /** Aborted from {@link GatewayHttp.close} on. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  private instance(): AxiosInstance {
    const instance = axios.create({
      ...this.agents,
      transformRequest: [(body: unknown) => body],
    });
    instance.defaults.headers = {} as AxiosInstance['defaults']['headers'];
    return instance;
  }

  /** Breaks off the requests that are under way, and lets no more begin. */
  close(): void {
    this.closing.abort();
  }
}
