import { Idiomorph } from 'idiomorph';

/** Shows what needs scripts, and prepares the page's address and history for views that change in place. */
export function preparePage(): void {
  document.documentElement.classList.add('has-script');
  // A notice is shown once, and a reload must not repeat it.
  const address = new URL(location.href);
  address.searchParams.delete('done');
  history.replaceState(null, '', address);
  addEventListener('popstate', () => {
    fetch(location.href)
      .then(readView)
      .then((page) => showView(page))
      .catch(() => location.reload());
  });
}

/** Reads the page in a response. */
export async function readView(response: Response): Promise<Document> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage) throw new Error(`The sandbox responded with ${response.status} and no page.`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/**
 * Replaces the view with that of a page, at once: whoever shows one decides in the same moment whether it is still wanted.
 * What stays the same keeps its focus, what was typed into it, and its scroll position.
 *
 * @param keepsNotice whether the notice about the last action stays, because the view is only updated
 */
export function showView(page: Document, keepsNotice = false): void {
  const from = document.querySelector('.dashboard');
  const to = page.querySelector('.dashboard');
  if (from === null || to === null) throw new Error('The sandbox responded with another page.');
  const notice = from.querySelector('#done');
  if (keepsNotice && notice !== null) {
    to.querySelector('#done')?.replaceWith(notice.cloneNode(true));
  }
  void Idiomorph.morph(from, to, {
    callbacks: {
      beforeNodeMorphed: keepTyped,
      beforeAttributeUpdated: isServersOwn,
      beforeNodeAdded: highlight,
    },
  });
  document.title = page.title;
  document.dispatchEvent(new Event('dashboard:shown'));
}

/** Skips what has not changed, and carries over what was typed. */
function keepTyped(from: Element, to: Node): boolean {
  if (from.isEqualNode(to)) return false;
  if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
    if (from.value !== from.defaultValue) to.value = from.value;
  }
  return true;
}

/** Whether an attribute follows the server. The user opens details, and a highlight lasts. */
function isServersOwn(name: string, element: Element, change: 'update' | 'remove'): boolean {
  if (name === 'data-fresh') return change === 'update';
  // New details are still empty, and the server decides whether they are open.
  return !(name === 'open' && element instanceof HTMLDetailsElement && element.hasChildNodes());
}

/** Marks what appears in a list, for the style sheet to highlight. */
function highlight(node: Node): boolean {
  if (node instanceof Element && node.id !== '') node.setAttribute('data-fresh', '');
  return true;
}

/** Announces a text to screen readers. */
export function announce(text: string): void {
  const news = document.querySelector('#news');
  if (news !== null) news.textContent = text;
}
