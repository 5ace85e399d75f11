import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that says nothing about either. */
export function isSame(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}

/** Whether a header `Authorization` has this password by HTTP Basic, with any user name. */
export function hasPassword(authorization: string | undefined, password: string): boolean {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const given = /^[^:]*:([^]*)$/.exec(Buffer.from(encoded, 'base64').toString())?.[1];
  return given !== undefined && isSame(given, password);
}

/** The header `Authorization` for a password. */
export function basicAuthorization(password: string): string {
  return `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
}
