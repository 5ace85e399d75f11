/** Makes each number in the table of test cards a button that fills the form with it. */
export function enhanceTestCards(): void {
  const form = document.querySelector<HTMLFormElement>('#card-form');
  if (!form) return;

  const fill = (field: string, value: string) => {
    const input = form.querySelector<HTMLInputElement>(`#${field}`);
    if (!input) return;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };

  for (const cell of document.querySelectorAll('.test-cards [data-card]')) {
    const number = cell.textContent;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = number;
    button.setAttribute('aria-label', `Fill in ${number}`);
    button.addEventListener('click', () => {
      fill('number', number);
      fill('expiry', form.dataset['testExpiry'] ?? '');
      fill(
        'code',
        form.querySelector('#brand')?.textContent === 'American Express' ? '1234' : '123',
      );
      const name = form.querySelector<HTMLInputElement>('#name');
      if (name?.value === '') fill('name', 'Test Customer');
      button.closest('details')?.removeAttribute('open');
      form.querySelector<HTMLButtonElement>('button[type=submit]')?.focus();
    });
    cell.replaceChildren(button);
  }
}
