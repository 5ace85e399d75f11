/** Whether a form was sent, and the browser waits for the next page. */
export function isLeaving(): boolean {
  return document.body.dataset['leaving'] === 'true';
}

/** Stops a second submission while the first is under way, and reloads a page that the browser restores. */
export function guardLeaving(): void {
  // The page of a refused form takes the checkout's own address: going back must not offer to send the card again.
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
