import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
// The unspecified addresses: a connection to them goes to this machine.
LOOPBACK.addAddress('0.0.0.0', 'ipv4');
LOOPBACK.addAddress('::', 'ipv6');

const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4');
PRIVATE.addSubnet('172.16.0.0', 12, 'ipv4');
PRIVATE.addSubnet('192.168.0.0', 16, 'ipv4');
PRIVATE.addSubnet('169.254.0.0', 16, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Names that no public name server knows (RFC 6761, 6762 and 8375; ICANN keeps `internal` for this). */
const PRIVATE_NAME = /^[^.]+$|\.(?:internal|local|test|home\.arpa)$/;

/**
 * Whether a host is this machine. No name is resolved.
 *
 * @param hostname as `URL.hostname` has it, an IPv6 address in brackets
 */
export function isLoopback(hostname: string): boolean {
  const host = bareHost(hostname);
  return host === 'localhost' || host.endsWith('.localhost') || isIn(LOOPBACK, host);
}

/**
 * Whether a host is in a network of one's own, such as a service of a compose file: it has a private address, or a name
 * without a dot or under a top level that isn't public. So is this machine. No name is resolved.
 *
 * @param hostname as `URL.hostname` has it, an IPv6 address in brackets
 */
export function isPrivate(hostname: string): boolean {
  const host = bareHost(hostname);
  if (isLoopback(hostname) || isIn(PRIVATE, host)) return true;
  return isIP(host) === 0 && PRIVATE_NAME.test(host);
}

function bareHost(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}

function isIn(list: BlockList, host: string): boolean {
  const family = isIP(host);
  return family !== 0 && list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
