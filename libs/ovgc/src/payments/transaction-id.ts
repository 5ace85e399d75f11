/** Whether a text can be a transaction id: printable, without spaces, at most 255 characters. */
export function isTransactionId(text: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(text);
}
