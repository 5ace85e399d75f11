import { Logger } from '@nestjs/common';
import { isHost } from './gateway/checkout.url.js';
import { isLoopback, isPrivate } from './gateway/gateway.host.js';
import { routeTo } from './gateway/gateway.proxy.js';
import type { GatewayOptions } from './ovgc.gateway-options.js';
import { parseWebUrl } from './ovgc.url.js';

/** What the sandbox has by default, in its README for everybody to read. */
const PUBLISHED: ReadonlySet<unknown> = new Set(['sandbox_api_key', 'sandbox_webhook_secret']);

const SHORTEST_GOOD_SECRET = 16;

/** Returns what is wrong with how the gateway would be called, one line each, without the values. */
export function gatewayProblems(options: GatewayOptions): string[] {
  return [...hostProblems(options.checkoutHosts), ...baseUrlProblems(options)];
}

/** Warns of webhook secrets that could be guessed. */
export function warnOfShortSecrets({ webhookSecret }: GatewayOptions): void {
  if (webhookSecret.every(({ length }) => length >= SHORTEST_GOOD_SECRET)) return;
  new Logger('OvgcModule').warn(
    `A webhookSecret has fewer than ${SHORTEST_GOOD_SECRET} characters. Whoever guesses it can mark orders as paid: ` +
      'save a longer one with the webhook endpoint in the OVGC dashboard.',
  );
}

function hostProblems(hosts: unknown): string[] {
  if (hosts === undefined || (Array.isArray(hosts) && hosts.length > 0 && hosts.every(isHost))) {
    return [];
  }
  return [
    'checkoutHosts must be a list of hosts, such as billing.ovgcpayments.com or localhost:4010',
  ];
}

function baseUrlProblems(options: GatewayOptions): string[] {
  const baseUrl = parseBaseUrl(options.baseUrl);
  if (baseUrl === null) {
    return [
      'baseUrl must be an http(s) URL without a query or fragment, such as ' +
        'https://billing.ovgcpayments.com/backend/api',
    ];
  }
  if (baseUrl.username !== '' || baseUrl.password !== '') {
    return ['baseUrl contains a user or a password: remove them, the gateway needs only apiKey'];
  }
  const insecure = baseUrl.protocol === 'http:' && !isLoopback(baseUrl.hostname);
  if (insecure && !options.allowInsecureHttp) {
    return [
      'baseUrl is plain http, and anybody on the way could read the API key: use https, or set ' +
        'allowInsecureHttp: true if the gateway is in a network of your own, such as a sandbox in a compose file',
    ];
  }
  const route = routeTo(baseUrl, options.proxy);
  return [
    ...publishedProblems(options, baseUrl),
    ...(route.kind === 'refused' ? [route.problem] : []),
  ];
}

/** The path of each call is appended to it. */
function parseBaseUrl(given: unknown): URL | null {
  return typeof given === 'string' && !/[\s\\?#]/.test(given) ? parseWebUrl(given) : null;
}

/** With a secret that everybody knows, anybody could mark an order as paid. The sandbox itself speaks plain http. */
function publishedProblems({ apiKey, webhookSecret }: GatewayOptions, baseUrl: URL): string[] {
  const isSandbox =
    isLoopback(baseUrl.hostname) || (baseUrl.protocol === 'http:' && isPrivate(baseUrl.hostname));
  if (isSandbox) return [];
  const given = { apiKey: [apiKey], webhookSecret };
  return (['apiKey', 'webhookSecret'] as const)
    .filter((name) => given[name].some((secret) => PUBLISHED.has(secret)))
    .map(
      (name) =>
        `${name} is the sandbox's own, which everybody knows, and baseUrl is not a sandbox on this machine or in a ` +
        'network of your own: set it to the one in the OVGC dashboard',
    );
}
