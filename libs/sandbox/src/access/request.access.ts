import type { IncomingHttpHeaders } from 'node:http';
import { API_PATH, CHECKOUT_PATH } from '../server/paths.js';
import { isLoopback } from './loopback.js';
import { parseWebUrl } from '../validation/web.url.js';

/** What is known of where a request comes from. */
export interface RequestSource {
  readonly method: string;
  /** The path, as it was requested. */
  readonly path: string;
  readonly headers: Pick<
    IncomingHttpHeaders,
    'host' | 'origin' | 'sec-fetch-site' | 'sec-fetch-mode' | 'sec-fetch-dest'
  >;
  /** The address of this machine at which it arrived. */
  readonly localAddress?: string | undefined;
}

/** The addresses of a sandbox. */
export interface OwnAddresses {
  /** Its public origin. */
  readonly publicUrl: string;
  /** What it was told to bind to. */
  readonly host: string;
}

/** Why a request is refused: it names another host, or a page of another site sent it. */
export interface AccessProblem {
  readonly reason: 'host' | 'site';
  readonly message: string;
}

/**
 * Why the sandbox refuses a request; null if it doesn't.
 *
 * - The `Host` must be the sandbox's own. Otherwise a site could reach it by a name that resolves to its address (DNS
 *   rebinding).
 * - A page of another site may open the sandbox's pages, and nothing else. Otherwise any page that is open on this
 *   machine could post to it.
 */
export function accessProblem(source: RequestSource, own: OwnAddresses): AccessProblem | null {
  const { host, origin, 'sec-fetch-site': site } = source.headers;
  const asked = parseWebUrl(`http://${host}`);
  if (host === undefined || asked === null || !isOwnHost(asked, source, own)) {
    return {
      reason: 'host',
      message: `The sandbox answers to localhost, 127.0.0.1, [::1] and ${new URL(own.publicUrl).host}, not to the host ${JSON.stringify(host ?? '')}. Ask one of those, or start the sandbox with that address as its public URL (SANDBOX_PUBLIC_URL).`,
    };
  }
  if (!isForeign(source, asked, own) || isOpeningPage(source)) return null;
  return {
    reason: 'site',
    message: `The sandbox takes no requests from pages of other sites (${origin === undefined ? `Sec-Fetch-Site "${site}"` : `Origin "${origin}"`}). Send them from a server, a test, a terminal or the sandbox's own pages.`,
  };
}

function isOwnHost(
  asked: URL,
  { localAddress = '' }: RequestSource,
  { publicUrl, host }: OwnAddresses,
): boolean {
  const name = asked.hostname.replaceAll(/[[\]]/g, '');
  return (
    isLoopback(name) ||
    asked.host === new URL(publicUrl).host ||
    name === host.toLowerCase() ||
    name === localAddress.replace(/^::ffff:/, '')
  );
}

/** Whether a page of another site sent a request. Without the headers of a browser, a program did. */
function isForeign({ headers, path }: RequestSource, asked: URL, { publicUrl }: OwnAddresses) {
  const { origin, 'sec-fetch-site': site } = headers;
  const isOpaque = origin === 'null';
  if (origin !== undefined && !isOpaque) {
    const isOwn = origin === new URL(publicUrl).origin || parseWebUrl(origin)?.host === asked.host;
    if (!isOwn) return true;
  }
  // A page can't set `Sec-Fetch-Site`. Browsers leave it out on plain HTTP to other machines.
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  // The checkout's own forms are sent so, since its `Referrer-Policy` is `no-referrer`. Its addresses can't be guessed.
  return isOpaque && !CHECKOUT_PATH.test(path);
}

/** Whether a request shows a page in a browser's window: it changes nothing, and the other site can't read it. */
function isOpeningPage({ method, path, headers }: RequestSource): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    !API_PATH.test(path)
  );
}
