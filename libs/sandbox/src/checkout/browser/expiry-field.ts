/** Sets the slash between month and year, which the digits-only keyboard of a phone does not have. */
export function enhanceExpiryField(): void {
  const expiry = document.querySelector<HTMLInputElement>('#card-form #expiry');
  if (!expiry) return;
  let before = expiry.value;

  expiry.addEventListener('input', () => {
    const typed = expiry.value;
    const isGrowingAtEnd = typed.length > before.length && expiry.selectionStart === typed.length;
    const withoutSlash = /^(\d{2})(\d{1,4})$/.exec(typed);
    const shortMonth = /^(\d)\s*[/.-]\s*(\d*)$/.exec(typed);
    const longMonth = /^(\d{2})\s*[/.-]\s*(\d*)$/.exec(typed);
    const parts = withoutSlash ?? shortMonth ?? longMonth;
    if (isGrowingAtEnd && parts) {
      expiry.value = `${(parts[1] ?? '').padStart(2, '0')} / ${parts[2] ?? ''}`;
    }
    before = expiry.value;
  });
}
