/** How many characters a text has: Unicode code points, as the gateway's framework counts them. 😀 is one. */
export function characters(text: string): number {
  return Array.from(text).length;
}
