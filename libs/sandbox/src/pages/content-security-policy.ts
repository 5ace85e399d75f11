/**
 * The policy of a page: its own style, script, pictures and requests, nothing inline, nothing foreign, no frame.
 *
 * @param formTargets URLs that a form may end at. Chromium holds `form-action` against every redirect after
 *   a form was sent, so the shop that a customer is sent back to has to be named.
 * @param pictures what may be shown besides the page's own pictures, such as `data:`
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
  if (!URL.canParse(url)) return [];
  const { protocol, origin, hostname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return [];
  // A policy cannot name an IPv6 address, only its scheme.
  return [hostname.startsWith('[') ? protocol : origin];
}
