import { HttpsProxyAgent } from 'https-proxy-agent';
import { type Unavailable, unavailable } from './gateway.failure.js';

/** The way of one request through a proxy: a CONNECT, and inside it TLS with the gateway, which the proxy can't read. */
export class Tunnel {
  readonly agent: HttpsProxyAgent<string>;
  private readonly name: string;
  private status: number | null = null;

  /** @param signal closes the connection to the proxy, whatever the proxy does */
  constructor(proxy: URL, signal: AbortSignal) {
    this.name = proxy.host;
    // The agent gets the URL without its user and password: it writes the URL to the log of the package debug.
    this.agent = new HttpsProxyAgent(proxy.origin, {
      keepAlive: false,
      signal,
      headers: authorizationOf(proxy),
    });
    this.agent.on('proxyConnect', ({ statusCode }: ConnectAnswer, request: Destroyable) => {
      this.status = statusCode;
      // The agent would hand on what a proxy answers instead of a tunnel as if the gateway had said it.
      if (statusCode !== 200) request.destroy(new Error('no tunnel'));
    });
  }

  /** What an attempt that failed came to. Before the tunnel was open, nothing of the request was sent. */
  failure(failed: Unavailable): Unavailable {
    if (this.status === 200) return failed;
    const reason = this.status === null ? failed.reason : `HTTP ${this.status}`;
    return unavailable(`proxy ${this.name}: ${reason}`, 'not_sent');
  }
}

interface ConnectAnswer {
  readonly statusCode: number;
}

interface Destroyable {
  destroy(error: Error): unknown;
}

function authorizationOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}
