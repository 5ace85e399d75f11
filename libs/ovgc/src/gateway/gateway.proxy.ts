import { getProxyForUrl } from 'proxy-from-env';
import { isLoopback } from './gateway.host.js';
import { parseWebUrl } from '../ovgc.url.js';

/** How calls reach the gateway, or why they must not. */
export type Route =
  | { readonly kind: 'direct' }
  /** A tunnel through a proxy. The URL may hold its user and password. */
  | { readonly kind: 'proxy'; readonly proxy: URL }
  /** `problem` says what is wrong, and how to fix it. It holds no part of the proxy's URL. */
  | { readonly kind: 'refused'; readonly problem: string };

const DIRECT: Route = { kind: 'direct' };
const EXAMPLE = 'an http(s) URL such as http://proxy.example:3128';

/**
 * Decides whether calls go through a proxy. A gateway on loopback is never behind one. A plain http gateway is refused:
 * the proxy would see the API key.
 *
 * @param option the option `proxy`
 */
export function routeTo(baseUrl: URL, option: unknown): Route {
  const given = option === 'env' ? proxyOfEnvironment(baseUrl) : option;
  if (given === false) return DIRECT;
  const source = option === 'env' ? 'the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY' : 'proxy';
  const proxy = typeof given === 'string' ? parseWebUrl(given) : null;
  if (proxy === null) {
    return refused(
      option === 'env'
        ? `${source} must be ${EXAMPLE}: correct the variable, or set proxy: false`
        : `proxy must be 'env', false, or ${EXAMPLE}`,
    );
  }
  if (isLoopback(baseUrl.hostname)) return DIRECT;
  if (baseUrl.protocol === 'https:') return { kind: 'proxy', proxy };
  return refused(
    `baseUrl is plain http, so ${source} would see the API key: use https, ` +
      (option === 'env'
        ? `add ${baseUrl.hostname} to NO_PROXY, or set proxy: false`
        : 'or set proxy: false'),
  );
}

/** False where the environment names no proxy for the gateway. */
function proxyOfEnvironment(baseUrl: URL): string | false {
  const found = isLoopback(baseUrl.hostname) ? '' : getProxyForUrl(baseUrl.href);
  // A proxy without a scheme speaks http, as for curl; the library gives it the scheme of the gateway.
  const [, bare] = /^https:\/\/(.+)$/.exec(found) ?? [];
  const hasNoScheme = Object.values(process.env).includes(bare);
  return bare !== undefined && hasNoScheme ? `http://${bare}` : found || false;
}

function refused(problem: string): Route {
  return { kind: 'refused', problem };
}
