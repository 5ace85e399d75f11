import { morph } from './morph.js';

/** Marks the page as one whose script runs: what needs one is shown. */
export function enhancePage(): void {
  document.documentElement.classList.add('has-script');
  // A message is told once: a reload is not to tell it again.
  const address = new URL(location.href);
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
  // Views are changed in place, so going back has to change them back.
  addEventListener('popstate', () => {
    fetch(location.href)
      .then((response) => show(response))
      .catch(() => location.reload());
  });
}

/**
 * Shows a view that the server made, in place of the one that is shown.
 *
 * @param keepsMessage whether what was said of the last action stays: the view is only brought up to date.
 */
export async function show(response: Response, keepsMessage = false): Promise<void> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage) throw new Error(`The sandbox answered ${response.status} without a page.`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const from = document.querySelector('.dashboard');
  const to = page.querySelector('.dashboard');
  if (from === null || to === null) throw new Error('The sandbox answered with another page.');
  const message = from.querySelector('#done');
  if (keepsMessage && message !== null) {
    to.querySelector('#done')?.replaceWith(message.cloneNode(true));
  }
  morph(from, to);
  document.title = page.title;
  document.dispatchEvent(new Event('dashboard:shown'));
}

/** Says something to who does not see the page change. */
export function announce(text: string): void {
  const news = document.querySelector('#news');
  if (news !== null) news.textContent = text;
}
