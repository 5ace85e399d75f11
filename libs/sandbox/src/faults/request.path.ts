import type { Request } from 'express';

/** A request's path without the query, which may contain a token. */
export function pathOf({ originalUrl }: Pick<Request, 'originalUrl'>): string {
  return originalUrl.replace(/\?.*/s, '');
}
