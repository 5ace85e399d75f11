/** A shorter secret, such as one of a test, may stand in a text by chance. */
const SHORTEST_TELLING_SECRET = 8;

/** Whether a text contains a secret, in any case and also where it is percent-encoded, as in a URL. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  const texts = [text, percentDecoded(text)].map((each) => each.toLowerCase());
  return secrets
    .filter(({ length }) => length >= SHORTEST_TELLING_SECRET)
    .some((secret) => texts.some((each) => each.includes(secret.toLowerCase())));
}

function percentDecoded(text: string): string {
  // Group by group: one that is malformed must not hide the others.
  return text.replace(/(?:%[\da-f]{2})+/gi, (group) =>
    Buffer.from(group.replaceAll('%', ''), 'hex').toString(),
  );
}

/** Replaces secrets by `[secret]`. The longest first: of a secret that begins with another one, the rest would stay. */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);
}
