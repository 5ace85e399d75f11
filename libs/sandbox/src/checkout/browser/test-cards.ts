import { brandOf, withoutSpacing } from '../../cards/card-number.js';

/** Turns each number in the table of test cards into a button that fills in the form. */
export function offerTestCards(form: HTMLFormElement): void {
  const fill = (field: string, value: string) => {
    const input = form.querySelector<HTMLInputElement>(`#${field}`);
    if (!input) return;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };

  for (const cell of document.querySelectorAll('.test-cards [data-card]')) {
    const number = cell.textContent;
    const codeLength = brandOf(withoutSpacing(number))?.code.size;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = number;
    button.setAttribute('aria-label', `Fill in ${number}`);
    button.addEventListener('click', () => {
      fill('number', number);
      fill('expiry', form.dataset['testExpiry'] ?? '');
      fill('code', codeLength === 4 ? '1234' : '123');
      const name = form.querySelector<HTMLInputElement>('#name');
      if (name?.value === '') fill('name', 'Test Customer');
      button.closest('details')?.removeAttribute('open');
      form.querySelector<HTMLButtonElement>('button[type=submit]')?.focus();
    });
    cell.replaceChildren(button);
  }
}
