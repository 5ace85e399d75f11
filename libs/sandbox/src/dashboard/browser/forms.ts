import { announce, show } from './show.js';

/** The address with the fields of a form as its query, but for those that are empty. */
export function addressOf(form: HTMLFormElement): URL {
  const address = new URL(form.action);
  address.search = '';
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') address.searchParams.append(name, value);
  }
  return address;
}

/** Sends forms without leaving the page: what was typed elsewhere and the place in it stay. */
export function enhanceForms(): void {
  const afterwards = (form: HTMLFormElement, response: Response) => {
    const address = new URL(response.url);
    const isElsewhere = address.pathname !== location.pathname;
    address.searchParams.delete('done');
    if (!response.ok) {
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const done = document.querySelector('#done:not([hidden])');
    announce(done?.textContent ?? '');
    if (isElsewhere) {
      history.pushState(null, '', address);
      scrollTo(0, 0);
      document.querySelector<HTMLElement>('#content')?.focus();
      return;
    }
    history.replaceState(null, '', address);
    form.reset();
    form.closest('details')?.removeAttribute('open');
    done?.scrollIntoView({ block: 'nearest' });
  };

  const send = async (form: HTMLFormElement, submitter: HTMLElement | null) => {
    submitter?.setAttribute('aria-busy', 'true');
    try {
      const fields = new FormData(form, submitter);
      const body = new URLSearchParams(
        Array.from(fields, ([name, value]) => [name, typeof value === 'string' ? value : '']),
      );
      const response = await fetch(form.action, { method: 'POST', body });
      await show(response);
      afterwards(form, response);
    } finally {
      submitter?.removeAttribute('aria-busy');
    }
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    event.preventDefault();
    // A second press while the first is under way would do it twice.
    if (event.submitter?.getAttribute('aria-busy') === 'true') return;
    send(form, event.submitter).catch(() => {
      announce('The sandbox did not answer. Is it still running?');
    });
  });
}

/** Lets a search show what it finds while it is typed, and makes links within a view change it in place. */
export function enhanceSearch(): void {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;

  const go = async (address: URL) => {
    latest += 1;
    const mine = latest;
    const response = await fetch(address);
    // An answer that comes late is not to overwrite a newer one.
    if (mine !== latest) return;
    await show(response);
    history.replaceState(null, '', address);
  };

  const search = (event: Event) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    if (!form?.matches('.search')) return;
    clearTimeout(pause);
    const wait = event.type === 'input' ? 150 : 0;
    pause = setTimeout(() => void go(addressOf(form)).catch(() => undefined), wait);
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
