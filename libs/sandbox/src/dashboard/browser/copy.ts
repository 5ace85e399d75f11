import { announce } from './show.js';

/** Puts on the clipboard what a button stands for: a text, or what is fetched when it is pressed. */
export function enhanceCopy(): void {
  const textOf = async (button: HTMLElement) => {
    const from = button.dataset['copyFrom'];
    if (from === undefined) return button.dataset['copy'] ?? '';
    const response = await fetch(from);
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`);
    return response.text();
  };

  const tell = (button: HTMLElement, text: string) => {
    const before = button.textContent;
    button.textContent = text;
    announce(text);
    setTimeout(() => {
      button.textContent = before;
    }, 1600);
  };

  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.copy') : null;
    if (button === null || button.textContent !== 'Copy') return;
    textOf(button)
      .then((text) => navigator.clipboard.writeText(text))
      .then(() => tell(button, 'Copied'))
      .catch(() => tell(button, 'Cannot copy'));
  });
}
