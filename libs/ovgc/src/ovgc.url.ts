/**
 * Parses an absolute http or https URL. Returns null for any other text.
 *
 * Without `URL.canParse`: in Node 20 it refuses URLs with characters such as ü, once it has been called often enough to
 * be compiled.
 */
export function parseWebUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
