import { announce, readView, showView } from './view.js';

/**
 * Keeps the view up to date: the server reports that something changed, and the page fetches its view again. A hidden
 * page closes its connection, because a browser has only six for each server. When it is shown again it sends the
 * cursor that it knows, and is told at once if it missed anything.
 */
export function keepUpToDate(): void {
  let source: EventSource | undefined;
  let isFetching = false;
  let isStale = false;

  const refresh = async () => {
    isStale = true;
    if (isFetching) return;
    isFetching = true;
    try {
      while (isStale) {
        isStale = false;
        const address = location.href;
        const page = await readView(await fetch(address, { cache: 'no-store' }));
        // If a form has led elsewhere meanwhile, its response is newer.
        if (address === location.href) showView(page, true);
      }
    } catch {
      // The stream reconnects on its own once the server is back, and asks for what was missed.
    } finally {
      isFetching = false;
    }
  };

  const connect = () => {
    if (source !== undefined || document.hidden) return;
    const known = document.querySelector<HTMLElement>('.dashboard')?.dataset['changes'] ?? '';
    source = new EventSource(`/dashboard/events?after=${encodeURIComponent(known)}`);
    source.addEventListener('change', ({ data }) => {
      const { text }: { text: string } = JSON.parse(data);
      announce(text);
      void refresh();
    });
  };

  const disconnect = () => {
    source?.close();
    source = undefined;
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) disconnect();
    else connect();
  });
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);
  connect();
}
