import type { Response } from 'express';
import type { VNode } from 'preact';
import { contentSecurityPolicy } from '../pages/content-security-policy.js';
import { renderHtml } from '../pages/html.js';

/** What the checkout answers to a customer's browser. */
export type CheckoutReply =
  | { readonly kind: 'redirect'; readonly location: string }
  | {
      readonly kind: 'page';
      readonly status: 200 | 403 | 404 | 410 | 422 | 500;
      readonly document: VNode;
      /** Where the page's forms may end: the seller's URLs. */
      readonly formTargets: readonly string[];
    };

/** Sends a reply that no cache keeps: a redirect as 303, so that going back or reloading never pays again. */
export function sendReply(response: Response, reply: CheckoutReply): void {
  response.set('Cache-Control', 'no-store');
  if (reply.kind === 'redirect') {
    response.status(303).setHeader('Location', headerText(reply.location)).end();
    return;
  }
  response
    .status(reply.status)
    .set('Content-Security-Policy', contentSecurityPolicy(reply.formTargets))
    .type('html')
    .send(renderHtml(reply.document));
}

/** The seller's URL as it was given, but for characters that a header cannot carry. */
function headerText(url: string): string {
  return url.replaceAll(/[^\x21-\x7e]+/g, encodeURIComponent);
}
