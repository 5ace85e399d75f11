/** What a browser tells of where a form was sent from. */
export interface FormOrigin {
  /** `Sec-Fetch-Site`: a page cannot set it. Missing outside of browsers and on plain HTTP beyond this machine. */
  readonly site: string | undefined;
  /** `Origin`: `null` from this page, whose `Referrer-Policy` is `no-referrer`. */
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/** Whether a form was sent from the checkout page itself, or by a program; not from a page of another site. */
export function isOwnForm({ site, origin, host }: FormOrigin): boolean {
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
