import { isHost } from './gateway/checkout.url.js';
import { routeTo } from './gateway/gateway.proxy.js';
import type { GatewayOptions } from './ovgc.gateway-options.js';

/** Returns what is wrong with how the gateway would be called, one line each, without the values. */
export function gatewayProblems(options: GatewayOptions): string[] {
  return [...hostProblems(options.checkoutHosts), ...baseUrlProblems(options)];
}

function hostProblems(hosts: unknown): string[] {
  if (hosts === undefined || (Array.isArray(hosts) && hosts.length > 0 && hosts.every(isHost))) {
    return [];
  }
  return [
    'checkoutHosts must be a list of hosts, such as billing.ovgcpayments.com or localhost:4010',
  ];
}

function baseUrlProblems({ baseUrl, proxy }: GatewayOptions): string[] {
  if (!URL.canParse(baseUrl)) return [];
  const route = routeTo(new URL(baseUrl), proxy);
  return route.kind === 'refused' ? [route.problem] : [];
}
