import { announce } from './view.js';

/** Copies the text of a copy button, or the text that it names, to the clipboard. */
export function copyOnClick(): void {
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.copy') : null;
    if (button === null || button.textContent !== 'Copy') return;
    textOf(button)
      .then((text) => navigator.clipboard.writeText(text))
      .then(() => report(button, 'Copied'))
      .catch(() => report(button, 'Copying failed'));
  });
}

async function textOf(button: HTMLElement): Promise<string> {
  const from = button.dataset['copyFrom'];
  if (from === undefined) return button.dataset['copy'] ?? '';
  const response = await fetch(from);
  if (!response.ok) throw new Error(`The sandbox responded with ${response.status}.`);
  return response.text();
}

function report(button: HTMLElement, text: string): void {
  const before = button.textContent;
  button.textContent = text;
  announce(text);
  setTimeout(() => {
    button.textContent = before;
  }, 1600);
}
