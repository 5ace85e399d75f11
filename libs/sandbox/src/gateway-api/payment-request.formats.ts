/** Whether a text can be an e-mail address: a local part, one @, and a domain with no spaces in either. */
export function isEmail(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)*$/u.test(text);
}

/** Whether a text is an address that a browser can be sent back to: absolute, over http or https. */
export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && !/\s/.test(text) && URL.canParse(text);
}
