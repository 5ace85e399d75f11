import { announce, readView, showView } from './view.js';

/** Sends forms without leaving the page, so that what was typed elsewhere and the scroll position stay. */
export function sendForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    event.preventDefault();
    // A second click while the first is under way would do it twice.
    if (event.submitter?.getAttribute('aria-busy') === 'true') return;
    send(form, event.submitter).catch(() => {
      announce('The sandbox did not respond. Is it still running?');
    });
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  submitter?.setAttribute('aria-busy', 'true');
  try {
    const fields = new FormData(form, submitter);
    const body = new URLSearchParams(
      Array.from(fields, ([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
    const response = await fetch(form.action, { method: 'POST', body });
    const page = await readView(response);
    if (!response.ok) {
      showView(page);
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    // Before the new view, which otherwise keeps what was typed.
    form.reset();
    form.closest('details')?.removeAttribute('open');
    showView(page);
    followTo(new URL(response.url));
  } finally {
    submitter?.removeAttribute('aria-busy');
  }
}

function followTo(address: URL): void {
  const notice = document.querySelector('#done:not([hidden])');
  announce(notice?.textContent ?? '');
  address.searchParams.delete('done');
  if (address.pathname === location.pathname) {
    history.replaceState(null, '', address);
    notice?.scrollIntoView({ block: 'nearest' });
    return;
  }
  history.pushState(null, '', address);
  scrollTo(0, 0);
  document.querySelector<HTMLElement>('#content')?.focus();
}
