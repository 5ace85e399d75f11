import { readView, showView } from './view.js';

/** Makes a search show its results during typing, and links within a view change it in place. */
export function searchInPlace(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  const go = async (address: URL) => {
    latest += 1;
    const mine = latest;
    const page = await readView(await fetch(address));
    // A late response must not overwrite a newer one.
    if (mine !== latest) return;
    showView(page);
    history.replaceState(null, '', address);
  };

  const search = (event: Event) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    if (!form?.matches('.search')) return;
    clearTimeout(timer);
    const wait = event.type === 'input' ? 150 : 0;
    timer = setTimeout(() => void go(addressOf(form)).catch(() => undefined), wait);
    if (event.type === 'submit') event.preventDefault();
  };
  for (const type of ['input', 'change', 'submit']) document.addEventListener(type, search);

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-swap]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(new URL(link.href)).catch(() => location.assign(link.href));
  });
}

/** The address that a form leads to, without its empty fields. */
function addressOf(form: HTMLFormElement): URL {
  const address = new URL(form.action);
  address.search = '';
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') address.searchParams.append(name, value);
  }
  return address;
}
