import { holdsSecret } from '../ovgc.secrets.js';
import { parseWebUrl } from '../ovgc.url.js';

/** What a checkout URL of an account may be. */
export interface CheckoutRules {
  /** The gateway's base URL. */
  readonly baseUrl: string;
  /** The option `checkoutHosts`. */
  readonly checkoutHosts?: readonly string[] | undefined;
  /** What must not stand in it. */
  readonly secrets: readonly string[];
}

/** A URL to redirect a customer to, or what is wrong with it. */
export type CheckoutUrl =
  | { readonly kind: 'usable'; readonly url: string }
  /** `reason` is the rest of a sentence that begins with "its checkout url". It shows at most the host. */
  | { readonly kind: 'unusable'; readonly reason: string };

const LONGEST_URL = 2048;

/** Checks a URL that the gateway gave for the checkout page, and writes it as browsers do. Pure. */
export function checkoutUrl(given: unknown, rules: CheckoutRules): CheckoutUrl {
  const url = typeof given === 'string' ? parseWebUrl(given) : null;
  if (typeof given !== 'string' || url === null) return unusable('is not an http(s) URL');
  const { href, protocol, host } = url;
  if (Math.max(given.length, href.length) > LONGEST_URL) {
    return unusable('is longer than 2,048 characters');
  }
  if (holdsSecret(href, rules.secrets)) return unusable('contains a secret of the account');
  if (url.username !== '' || url.password !== '') {
    return unusable('contains a user or a password, which can make it look like another host');
  }
  if (protocol === 'http:' && new URL(rules.baseUrl).protocol === 'https:') {
    return unusable('is plain http, although baseUrl is https');
  }
  if (rules.checkoutHosts && !rules.checkoutHosts.some((allowed) => hostOf(allowed) === host)) {
    return unusable(`has the host ${host}, which is not in checkoutHosts`);
  }
  return { kind: 'usable', url: href };
}

/** Whether a text is a host as `checkoutHosts` has it: a name or an address, and a port if it isn't the default. */
export function isHost(text: unknown): boolean {
  return (
    typeof text === 'string' &&
    /^[^\s/?#@\\]+$/.test(text) &&
    parseWebUrl(`https://${text}`) !== null
  );
}

function hostOf(allowed: string): string {
  return new URL(`https://${allowed}`).host;
}

function unusable(reason: string): CheckoutUrl {
  return { kind: 'unusable', reason };
}
