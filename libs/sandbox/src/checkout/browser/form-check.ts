import type { CardBrand } from '../../cards/card-brand.js';
import { withoutSpacing } from '../../cards/card-number.js';
import type { CardField, CardProblem } from '../../cards/card-problem.js';
import { codeProblem, expiryProblem, nameProblem } from '../../cards/field-problem.js';
import type { FormRules } from './form-rules.js';
import { brandOf } from './number-field.js';

/** The check digit of a card number (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number).reduceRight((total, digit, at) => {
    const isDoubled = (digits.length - at) % 2 === 0;
    return total + (isDoubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit);
  }, 0);
  return sum % 10 === 0;
}

/** What is wrong with a card number, as far as the page can tell. */
export function numberProblem(typed: string, brand: CardBrand | undefined): CardProblem | null {
  if (typed === '') return 'number_missing';
  const digits = withoutSpacing(typed);
  const hasLength = brand ? brand.lengths.includes(digits.length) : digits.length >= 12;
  if (!/^\d+$/.test(digits) || !hasLength || !passesLuhn(digits)) return 'number_wrong';
  const testCards = Array.from(document.querySelectorAll('.test-cards [data-card]'));
  const isTestCard = testCards.some((card) => withoutSpacing(card.textContent) === digits);
  return isTestCard ? null : 'number_not_a_test_card';
}

/**
 * Checks the form before it is sent, so that number and code need not be typed again after a mistake,
 * and so that a real card's number never leaves the browser. The server checks all of it again.
 */
export function enhanceFormCheck(): void {
  const form = document.querySelector<HTMLFormElement>('#card-form');
  const summary = document.querySelector<HTMLElement>('#error-summary');
  const list = summary?.querySelector('ul');
  if (!form || !summary || !list) return;
  const rules: FormRules = JSON.parse(form.dataset['rules'] ?? '');
  const fields: readonly CardField[] = ['number', 'expiry', 'code', 'name'];
  const inputOf = (field: CardField) => form.querySelector<HTMLInputElement>(`#${field}`);
  const valueOf = (field: CardField) => inputOf(field)?.value.trim() ?? '';

  const problemOf = (field: CardField): CardProblem | null => {
    const brand = brandOf(withoutSpacing(valueOf('number')), rules.brands);
    if (field === 'number') return numberProblem(valueOf('number'), brand);
    if (field === 'expiry') return expiryProblem(valueOf('expiry'), new Date(rules.now));
    if (field === 'code') return codeProblem(valueOf('code'), brand?.codeLength ?? 3);
    return nameProblem(valueOf('name'));
  };

  const showProblem = (field: CardField, problem: CardProblem | null) => {
    const message = form.querySelector<HTMLElement>(`#${field}-error`);
    if (!message) return;
    message.textContent = problem && rules.problems[problem];
    message.hidden = !problem;
    if (problem) inputOf(field)?.setAttribute('aria-invalid', 'true');
    else inputOf(field)?.removeAttribute('aria-invalid');
  };

  const summarise = (field: CardField, problem: CardProblem) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${field}`;
    link.textContent = rules.problems[problem];
    item.append(link);
    return item;
  };

  form.addEventListener('submit', (event) => {
    const items = fields.flatMap((field) => {
      const problem = problemOf(field);
      showProblem(field, problem);
      return problem ? [summarise(field, problem)] : [];
    });
    list.replaceChildren(...items);
    summary.hidden = items.length === 0;
    if (summary.hidden) return;
    event.preventDefault();
    document.title = `Error: ${document.title.replace(/^Error: /, '')}`;
    summary.focus();
  });

  // A mistake is named on the way to another field, and goes as soon as it is mended. Not on the way to a
  // button: the message would push it away from under the press.
  for (const field of fields) {
    inputOf(field)?.addEventListener('focusout', ({ relatedTarget }) => {
      const isGoingOn = relatedTarget instanceof HTMLInputElement;
      if (isGoingOn && valueOf(field) !== '') showProblem(field, problemOf(field));
    });
    inputOf(field)?.addEventListener('input', () => {
      if (!problemOf(field)) showProblem(field, null);
    });
  }
}
