import { brandOf, spaceDigits, withoutSpacing } from '../../cards/card-number.js';

/** Spaces the card number during typing, shows its brand, and asks for the brand's security code. */
export function formatNumber(form: HTMLFormElement): void {
  const number = form.querySelector<HTMLInputElement>('#number');
  const brandName = form.querySelector('#brand');
  const codeHint = form.querySelector('#code-hint');
  if (!number || !brandName || !codeHint) return;
  const hintForAnyBrand = codeHint.textContent;

  const refresh = () => {
    const digits = withoutSpacing(number.value);
    const brand = brandOf(digits);
    const codeLength = brand?.code.size;
    const side = codeLength === 4 ? 'front' : 'back';
    brandName.textContent = brand?.niceType ?? '';
    codeHint.textContent = brand ? `${codeLength} digits on the ${side}` : hintForAnyBrand;
    // The check names anything but digits, so it stays as typed.
    if (!/^\d*$/.test(digits)) return;
    const caret = number.selectionStart ?? number.value.length;
    const before = withoutSpacing(number.value.slice(0, caret));
    const isAtEnd = before === digits;
    number.value = spaceDigits(digits);
    if (document.activeElement !== number) return;
    const position = isAtEnd ? number.value.length : spaceDigits(before, brand?.gaps).length;
    number.setSelectionRange(position, position);
  };

  number.addEventListener('input', refresh);
  refresh();
}

/** Adds the slash between month and year, which the numeric keyboard of a phone does not have. */
export function formatExpiry(form: HTMLFormElement): void {
  const expiry = form.querySelector<HTMLInputElement>('#expiry');
  if (!expiry) return;
  let before = expiry.value;

  expiry.addEventListener('input', () => {
    const typed = expiry.value;
    const isGrowingAtEnd = typed.length > before.length && expiry.selectionStart === typed.length;
    const withoutSlash = /^(\d{2})(\d{1,4})$/.exec(typed);
    const withSlash = /^(\d{1,2})\s*[/.-]\s*(\d*)$/.exec(typed);
    const parts = withoutSlash ?? withSlash;
    if (isGrowingAtEnd && parts) {
      expiry.value = `${(parts[1] ?? '').padStart(2, '0')} / ${parts[2] ?? ''}`;
    }
    before = expiry.value;
  });
}
