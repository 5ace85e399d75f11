import type { CardBrand } from '../../cards/card-brand.js';
import { spaceDigits, withoutSpacing } from '../../cards/card-number.js';
import type { FormRules } from './form-rules.js';

/** The brand that a number of these first digits is of. */
export function brandOf(digits: string, brands: readonly CardBrand[]): CardBrand | undefined {
  return brands.find(({ prefixes }) =>
    prefixes.some((prefix) => {
      const [first, last] = typeof prefix === 'number' ? [prefix, prefix] : prefix;
      const start = digits.slice(0, String(first).length);
      return start !== '' && Number(start) >= Number(first) && Number(start) <= Number(last);
    }),
  );
}

/** Spaces the card number as one types, shows its brand, and asks for that brand's security code. */
export function enhanceNumberField(): void {
  const form = document.querySelector<HTMLFormElement>('#card-form');
  const number = form?.querySelector<HTMLInputElement>('#number');
  const brandName = form?.querySelector('#brand');
  const codeHint = form?.querySelector('#code-hint');
  if (!form || !number || !brandName || !codeHint) return;
  const { brands }: FormRules = JSON.parse(form.dataset['rules'] ?? '');
  const hintForAnyBrand = codeHint.textContent;

  const showBrand = (brand: CardBrand | undefined) => {
    const side = brand?.codeLength === 4 ? 'front' : 'back';
    brandName.textContent = brand?.name ?? '';
    codeHint.textContent = brand ? `${brand.codeLength} digits on the ${side}` : hintForAnyBrand;
  };

  const refresh = () => {
    const digits = withoutSpacing(number.value);
    const brand = brandOf(digits, brands);
    showBrand(brand);
    // Anything but digits stays as typed, for the check to speak of.
    if (!/^\d*$/.test(digits)) return;
    const caret = number.selectionStart ?? number.value.length;
    const before = withoutSpacing(number.value.slice(0, caret));
    const isAtEnd = before === digits;
    number.value = spaceDigits(digits, brand?.gaps);
    if (document.activeElement !== number) return;
    const place = isAtEnd ? number.value.length : spaceDigits(before, brand?.gaps).length;
    number.setSelectionRange(place, place);
  };

  number.addEventListener('input', refresh);
  refresh();
}
