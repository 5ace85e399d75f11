/**
 * Asks for something that all suites share, and that is made once: `global-setup.mjs` says what there is.
 *
 * @throws Error that says why it could not be made
 */
export async function shared(name: 'packages' | 'browser', argument = ''): Promise<string> {
  const url = new URL(`/${name}`, process.env['SHARED_BY_SUITES']);
  url.searchParams.set('argument', argument);
  const answer = await fetch(url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
