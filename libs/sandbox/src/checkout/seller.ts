/** Who is paid, as far as the gateway tells: it knows no seller's name, so the shop's host stands for it. */
export function sellerName(successUrl: string): string {
  return isWebUrl(successUrl) ? new URL(successUrl).host : 'the shop';
}

/** Whether a seller's URL may be a link: one that runs script may not. */
export function isWebUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
