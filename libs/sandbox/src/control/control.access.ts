/**
 * Why a request may not control the sandbox; null when it may. The `Host` must be this machine's or the sandbox's own,
 * or a site could reach it by a name that resolves to the loopback address (DNS rebinding). A browser's `Origin` must
 * be the sandbox's own, or any page that is open on the machine could post to it.
 *
 * @param publicUrl the sandbox's own origin.
 */
export function controlProblem(
  headers: { readonly host: string | undefined; readonly origin: string | undefined },
  publicUrl: string,
): string | null {
  const { host, origin } = headers;
  const asked =
    host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  const own = new URL(publicUrl);
  if (asked === null || !(isLoopback(asked.hostname) || host === own.host)) {
    return `The control API answers to localhost, 127.0.0.1, [::1] and ${own.host}, not to the host "${host ?? ''}". Ask one of those, or start the sandbox with that address as its public URL.`;
  }
  if (origin === undefined || origin === own.origin || origin === `http://${host}`) return null;
  return `The control API takes no requests from pages of other sites (Origin "${origin}"). Ask it from a test, a terminal or the sandbox's own pages.`;
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === '[::1]' ||
    /^(?:.+\.)?localhost$/.test(hostname) ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
