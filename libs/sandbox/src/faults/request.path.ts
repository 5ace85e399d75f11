import type { Request } from 'express';

/** What a request asks for, without its query, which may hold somebody's token. */
export function pathOf({ originalUrl }: Pick<Request, 'originalUrl'>): string {
  return originalUrl.replace(/\?.*/s, '');
}
