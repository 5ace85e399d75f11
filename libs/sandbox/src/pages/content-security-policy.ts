import { parseWebUrl } from '../validation/web.url.js';

/**
 * The policy of a page: only the sandbox's own styles, scripts, pictures and requests, nothing inline, and no frames.
 *
 * @param formTargets URLs that a form may lead to. Chromium also applies `form-action` to redirects after a form was
 *   sent, so the shop that the customer returns to must be listed.
 * @param pictures further sources of pictures, such as `data:`
 */
export function contentSecurityPolicy(
  formTargets: readonly string[] = [],
  pictures: readonly string[] = [],
): string {
  const formAction = new Set(["'self'", ...formTargets.flatMap(formSource)]);
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    ["img-src 'self'", ...pictures].join(' '),
    "connect-src 'self'",
    `form-action ${[...formAction].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

function formSource(url: string): string[] {
  const parsed = parseWebUrl(url);
  if (parsed === null) return [];
  const { protocol, origin, hostname } = parsed;
  // A policy cannot contain an IPv6 address, only its scheme.
  return [hostname.startsWith('[') ? protocol : origin];
}
