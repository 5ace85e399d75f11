import { isLeaving } from './countdown.js';

/** Holds a second press back while the first is under way, and never shows a page that has been left. */
export function enhanceSinglePayment(): void {
  // Going back must not ask whether to send the card again: the page of a refused form takes the
  // checkout's own address.
  const address = document.querySelector<HTMLElement>('main')?.dataset['address'];
  if (address && location.pathname !== address) history.replaceState(null, '', address);

  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });

  addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    if (isLeaving()) return event.preventDefault();
    document.body.dataset['leaving'] = 'true';
    const button = document.querySelector('#card-form button[type=submit]');
    if (button && event.target === button.closest('form')) button.textContent = 'Paying…';
  });
}
