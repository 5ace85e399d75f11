/** What is wrong with a public address, to be put behind the name of the setting; null when nothing is. */
export function publicUrlProblem(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.pathname === '/') return null;
  return `is ${JSON.stringify(url)}; give an origin such as "http://127.0.0.1:4010", without a path.`;
}
